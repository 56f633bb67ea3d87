import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TickRegistry } from '../src/platform/clock/tick-registry.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;

beforeEach(async () => {
  running = await startTestApp();
});

afterEach(() => running.close());

const move = (now: string, query = '') => running.http.put(`/api/v1/clock${query}`).send({ now });

describe('the clock', () => {
  it('is real time until it is set', async () => {
    const before = Date.now();
    const { body } = await running.http.get('/api/v1/clock');
    expect(body.set).toBe(false);
    expect(Date.parse(body.now as string)).toBeGreaterThanOrEqual(before);
  });

  it('moves forwards only', async () => {
    expect((await move('2012-01-01T09:00:00Z')).body).toEqual({ now: '2012-01-01T09:00:00.000Z', set: true });
    expect((await move('2012-01-01T09:00:00Z')).status).toBe(200);
    expect((await move('2012-01-02T09:00:00.123456Z')).body.now).toBe('2012-01-02T09:00:00.123Z');
    const back = await move('2012-01-01T09:00:00Z');
    expect(back.status).toBe(409);
    expect(back.body).toMatchObject({ code: 'clockOnlyMovesForwards', now: '2012-01-02T09:00:00.123Z' });
    expect((await running.http.get('/api/v1/clock')).body.now).toBe('2012-01-02T09:00:00.123Z');
  });

  it.each(['2012-01-01', '2012-02-30T09:00:00Z', '2012-01-01T09:00:00', 5])('refuses %j', async (now) => {
    expect((await running.http.put('/api/v1/clock').send({ now })).status).toBe(400);
  });

  it('ends before the calendar does, and stays where it was', async () => {
    await move('2012-01-01T09:00:00Z');
    const answer = await move('9000-01-01T00:00:00Z');
    expect(answer.body).toMatchObject({ status: 422, code: 'clockTooFar' });
    expect((await running.http.get('/api/v1/clock')).body.now).toBe('2012-01-01T09:00:00.000Z');
  });

  it('runs every tick once with the new instant', async () => {
    const seen: string[] = [];
    for (const name of ['first', 'second']) {
      running.app.get(TickRegistry).register({
        name,
        run: (now) => {
          seen.push(`${name} ${now.toISOString()}`);
          return Promise.resolve();
        },
      });
    }
    await move('2012-01-01T09:00:00Z');
    expect(seen).toEqual(['first 2012-01-01T09:00:00.000Z', 'second 2012-01-01T09:00:00.000Z']);
  });

  it('drains until every tick says that nothing is left', async () => {
    let left = 3;
    running.app.get(TickRegistry).register({
      name: 'countdown',
      run: () => {
        left -= 1;
        return Promise.resolve();
      },
      drained: () => Promise.resolve(left <= 0),
    });
    expect((await move('2012-01-01T09:00:00Z', '?drain=true')).status).toBe(200);
    expect(left).toBe(0);
  });

  it('tells of a tick that fails, after the others have run', async () => {
    const registry = running.app.get(TickRegistry);
    let ran = false;
    registry.register({ name: 'broken', run: () => Promise.reject(new Error('broken')) });
    registry.register({
      name: 'sound',
      run: () => {
        ran = true;
        return Promise.resolve();
      },
    });
    const answer = await move('2012-01-01T09:00:00Z');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('broken');
    expect(ran).toBe(true);
  });
});

describe('the clock in production', () => {
  let production: TestApp;

  afterAll(() => production.close());

  it('cannot be moved', async () => {
    production = await startTestApp({ config: { production: true } });
    const answer = await production.http.put('/api/v1/clock').send({ now: '2012-01-01T09:00:00Z' });
    expect(answer.body).toMatchObject({ status: 403, code: 'clockIsReal' });
  });
});
