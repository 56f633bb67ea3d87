import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { copyTemplate } from './support/create-test-database.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { serveMetrics } from '../src/platform/metrics/serve-metrics.js';
import { ServerProgram, until } from './support/server-program.js';
import { DeliveryWorld, rule } from './runtime/delivery-world.testing.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp | undefined;
let world: DeliveryWorld | undefined;

afterEach(async () => {
  await running?.close();
  await world?.close();
  running = world = undefined;
});

/** Every sample as Prometheus reads it, by its name and labels. */
async function samples(app: TestApp): Promise<Map<string, number>> {
  const { text } = await app.anonymous.get('/metrics').expect(200);
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );
}

describe('the figures of a process', () => {
  it('are for this machine where no token is set, and never for those behind a proxy', async () => {
    running = await startTestApp();
    const answer = await running.anonymous.get('/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const forwarded = await running.anonymous.get('/metrics').set('X-Forwarded-For', '203.0.113.9');
    expect(forwarded.body).toMatchObject({ status: 403, code: 'metricsForbidden' });
  });

  it('are for whoever has the token where one is set', async () => {
    running = await startTestApp({ config: { metricsToken: 'a token that scrapers know' } });
    const get = (token: string) => running!.anonymous.get('/metrics').set('Authorization', `Bearer ${token}`);
    expect((await running.anonymous.get('/metrics')).status).toBe(403);
    expect((await get(running.key)).status).toBe(403);
    expect((await get('a token that scrapers know')).status).toBe(200);
  });

  it('count answers by the pattern of their route, without keys of anybody', async () => {
    running = await startTestApp();
    await running.http.get('/api/v1/accounts/Jo%20Meier');
    await running.anonymous.get('/pay/some-token');
    await running.anonymous.get('/api/v1/nowhere/jo@customer.example');
    const figures = await samples(running);
    const counted = (method: string, route: string, status: number) =>
      figures.get(
        `dunwell_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`,
      );
    expect(counted('GET', '/api/v1/accounts/:key', 404)).toBe(1);
    expect(counted('GET', '/pay/:token', 404)).toBe(1);
    expect(counted('GET', '*path', 404)).toBe(1);
    const { text } = await running.anonymous.get('/metrics');
    expect(text).not.toMatch(/Meier|customer\.example|some-token/);
  });

  it('tell what was evaluated and delivered, what waits, and for how long', async () => {
    world = await DeliveryWorld.open(rule(), { script: { rcptTo: [450, 'Later'] } });
    await world.entered('A', 'B');
    await world.hold({ account: 'B' });
    await world.setClock('2026-03-02T09:10:00Z');
    const before = await samples(world.app);
    expect(before.get('dunwell_deliveries{status="due"}')).toBe(2);
    expect(before.get('dunwell_oldest_due_seconds{queue="deliveries"}')).toBe(600);
    expect(before.get('dunwell_oldest_due_seconds{queue="evaluations"}')).toBe(0);
    expect(before.get('dunwell_evaluation_duration_seconds_count{outcome="done"}')).toBeGreaterThan(0);
    await world.deliver();
    const after = await samples(world.app);
    expect(after.get('dunwell_deliveries{status="due"}')).toBe(1);
    expect(after.get('dunwell_deliveries{status="held"}')).toBe(1);
    expect(after.get('dunwell_delivery_attempts_total{kind="emailCustomer",outcome="retry"}')).toBe(1);
    expect(after.get('dunwell_oldest_due_seconds{queue="deliveries"}')).toBe(0);
    expect(after.get('dunwell_outgoing_calls_due')).toBe(0);
  });

  it('tell of dates that are late', async () => {
    world = await DeliveryWorld.open(rule());
    await world.dataSource.query(
      `insert into evaluation_lanes (workspace_id, automation_id, time_zone, starts_at) values ($1, $2, 'UTC', '2026-01-01')`,
      [world.app.workspaceId, world.automationId],
    );
    await world.dataSource.query(
      `insert into evaluations (workspace_id, automation_id, time_zone, business_date, kind, version, at, status, proposed_at)
       values ($1, $2, 'UTC', '2026-03-01', 'scheduled', 1, '2026-03-01T09:00:00Z', 'due', '2026-03-01T09:00:00Z')`,
      [world.app.workspaceId, world.automationId],
    );
    await world.setClock('2026-03-01T10:00:00Z');
    expect((await samples(world.app)).get('dunwell_oldest_due_seconds{queue="evaluations"}')).toBe(3_600);
  });

  it('hold the pool and the event loop', async () => {
    running = await startTestApp();
    const figures = await samples(running);
    expect(figures.get('dunwell_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(figures.get('dunwell_database_connections{state="waiting"}')).toBe(0);
    expect(figures.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  it('go on without the database', async () => {
    running = await startTestApp();
    running.app
      .get(Metrics)
      .gauge({ name: 'broken', help: 'It cannot be read.' }, () => Promise.reject(new Error('no')));
    const { text } = await running.anonymous.get('/metrics').expect(200);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).not.toMatch(/^broken \d/m);
  });
});

describe('a worker', () => {
  it('tells its figures on a port of its own, and nothing else', async () => {
    const metrics = new Metrics();
    metrics.counter({ name: 'told', help: 'Once.' }).inc();
    const port = await freePort();
    const end = await serveMetrics(metrics, { host: '127.0.0.1', port, token: undefined });
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('told 1')]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    await end();
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow();
  });

  it('does so where DUNWELL_METRICS_PORT says', async () => {
    const database = await copyTemplate();
    const port = await freePort();
    const env = { DATABASE_URL: database.url, DUNWELL_METRICS_PORT: String(port) };
    const worker = ServerProgram.start(
      '/tmp',
      { ...env, DUNWELL_SECRET: 'a secret that only tests know of' },
      'worker',
    );
    await worker.saying('The worker is running.');
    await until(
      async () => (await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null))?.status === 200,
    );
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await database.drop();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
