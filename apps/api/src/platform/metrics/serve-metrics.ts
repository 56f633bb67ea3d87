import { createServer } from 'node:http';
import { mayReadMetrics } from './metrics-access.js';
import type { Metrics } from './metrics.js';

/** Tells the figures of a process that answers nothing else: `/metrics` on a port of its own. Returns what ends it. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, token }: { host: string; port: number; token: string | undefined },
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
    } else if (!mayReadMetrics(request, token)) {
      response.writeHead(403).end();
    } else {
      void metrics.text().then(
        ({ contentType, body }) => response.writeHead(200, { 'Content-Type': contentType }).end(body),
        () => response.writeHead(500).end(),
      );
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
