import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { TRIALS_AT_A_TIME, TrialPlaces } from '../../src/trials/trial-places.js';
import { pastDue14, streakDay } from '../runtime/evaluation-world.testing.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

const NOW = '2026-03-10T12:00:00Z';
/** Enters on every date of the period. */
const document = pastDue14({
  entry: { when: streakDay('atLeast', 1), reentry: { kind: 'everyMatch' } },
});
const body = { document, from: '2025-08-01', to: '2026-03-01' };

describe('trials of one process', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ now: NOW });
    const world = World.in(app.dataSource, app.workspaceId, NOW);
    world.account('A').owes('10.00', { issuedOn: '2023-01-01' }).since('2023-01-01');
    await world.save();
  }, 60_000);
  afterAll(() => app.close());

  it('are played a few at a time; the others are told when to come back', async () => {
    const places = app.app.get(TrialPlaces);
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const playing = Array.from({ length: TRIALS_AT_A_TIME }, () => places.during(() => finished));
    const short = { ...body, from: '2026-03-01' };
    const testRun = { document, accounts: ['A'], asOf: '2026-03-01' };
    for (const [path, asked] of Object.entries({ backtests: short, 'test-runs': testRun })) {
      const refused = await app.http.post(`/api/v1/${path}`).send(asked);
      expect([refused.status, refused.body.code]).toEqual([429, 'tooManyTrials']);
      expect(refused.headers['retry-after']).toBe('10');
      expect(refused.body.detail).toContain('Try again in 10 seconds.');
    }
    finish();
    await Promise.all(playing);
    await app.http.post('/api/v1/backtests').send(short).expect(200);
  });

  it('stop when nobody reads any more, and give their connection and place back', async () => {
    const whole = await statementsOf(app, async () => {
      const response = await ask(app);
      expect(await response.text()).toContain('"totals"');
    });
    const left = await statementsOf(app, async () => {
      const leaving = new AbortController();
      const response = await ask(app, leaving.signal);
      await response.body!.getReader().read();
      leaving.abort();
    });
    expect(left).toBeLessThan(whole / 2);
    // The place is given back in the same turn as the connection.
    await nextTurn();
    const places = app.app.get(TrialPlaces);
    const all = Array.from({ length: TRIALS_AT_A_TIME }, () => places.during(() => Promise.resolve()));
    await expect(Promise.all(all)).resolves.toHaveLength(TRIALS_AT_A_TIME);
  }, 60_000);
});

function ask({ url, key }: TestApp, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/v1/backtests`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

/** How many statements a backtest makes, once it has given its connection back. */
async function statementsOf({ dataSource }: TestApp, backtest: () => Promise<void>): Promise<number> {
  const create = dataSource.createQueryRunner.bind(dataSource);
  let statements = 0;
  const released = new Promise<void>((resolve) => {
    dataSource.createQueryRunner = (mode): QueryRunner => {
      const runner = create(mode);
      const query = runner.query.bind(runner);
      const release = runner.release.bind(runner);
      let isBacktest = false;
      runner.query = ((sql: string, ...more: []) => {
        if (sql.includes('read only')) isBacktest = true;
        if (isBacktest) statements += 1;
        return query(sql, ...more);
      }) as QueryRunner['query'];
      runner.release = async () => {
        await release();
        if (isBacktest) resolve();
      };
      return runner;
    };
  });
  try {
    await backtest();
    await released;
  } finally {
    dataSource.createQueryRunner = create;
  }
  return statements;
}
