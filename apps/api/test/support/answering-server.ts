import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a route answers: JSON, or lines of NDJSON. */
export interface Answer {
  status?: number;
  json?: unknown;
  lines?: readonly unknown[];
}

export interface AnsweringServer {
  url: string;
  /** Requests as `METHOD /path?query body`. */
  requests: string[];
  close: () => Promise<void>;
}

/** A server that gives the answers of a table by `METHOD /path`, to test who asks. */
export async function answeringServer(answers: Readonly<Record<string, Answer>>): Promise<AnsweringServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url = '' } = request;
      requests.push(`${method} ${url} ${body}`.trimEnd());
      const path = url.split('?')[0];
      const { status = 200, json, lines } = answers[`${method} ${path}`] ?? { status: 404, json: NOT_FOUND };
      const type = lines
        ? 'application/x-ndjson'
        : status < 400
          ? 'application/json'
          : 'application/problem+json';
      response.writeHead(status, { 'Content-Type': type });
      response.end(lines ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : JSON.stringify(json));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

const NOT_FOUND = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'notFound',
  detail: 'No such thing.',
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
