import { createServer, type Server } from 'node:http';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { disposablePlace } from './support/disposable-place.js';
import { ServerProgram } from './support/server-program.js';

jest.setTimeout(60_000);

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

interface Export {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

let dataDir: string;
let collector: Server;
let paths: string[];
let exports: Export[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(await disposablePlace(), 'dunwell-tracing-'));
  await chmod(dataDir, 0o755);
  paths = [];
  exports = [];
  collector = createServer((request, response) => {
    paths.push(request.url ?? '');
    void json(request).then((body) => {
      exports.push(body as Export);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => collector.once('listening', resolve));
});

afterEach(async () => {
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});

const address = (): string => `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

const attribute = ({ attributes }: Span, key: string) =>
  attributes.find((one) => one.key === key)?.value.stringValue;

describe('traces', () => {
  it('tell of requests and their statements, under the caller’s own trace, and of nobody', async () => {
    const server = await ServerProgram.start(dataDir, { OTEL_EXPORTER_OTLP_ENDPOINT: address() }).running();
    const { url, key } = await server.access();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await fetch(`${url}/api/v1/accounts`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
      body: JSON.stringify({
        account: 'JO-1',
        name: 'Jo Meier',
        email: 'jo@customer.example',
        currency: 'EUR',
      }),
    });
    await fetch(`${url}/api/v1/accounts/JO-1`, { headers: { Authorization: `Bearer ${key}` } });
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });

    expect(new Set(paths)).toEqual(new Set(['/v1/traces']));
    const spans = exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
    const written = spans.find(({ name }) => name === 'POST /api/v1/accounts')!;
    expect(written).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
    const statements = spans.filter((span) => span.traceId === traceId && attribute(span, 'db.query.text'));
    expect(statements.map((span) => attribute(span, 'db.query.text'))).toEqual(
      expect.arrayContaining([expect.stringContaining('insert into accounts')]),
    );
    expect(spans.some(({ name }) => name === 'GET /api/v1/accounts/:key')).toBe(true);
    expect(JSON.stringify(exports)).not.toMatch(/Jo Meier|jo@customer|JO-1|dwk_/);
  });

  it('do not keep a process from ending where nobody takes them', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
    const server = await ServerProgram.start(dataDir, env).running();
    await server.call('GET', '/api/v1/workspace');
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('are not made where nothing says so', async () => {
    const server = await ServerProgram.start(dataDir).running();
    await server.call('GET', '/api/v1/workspace');
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(paths).toEqual([]);
  });
});
