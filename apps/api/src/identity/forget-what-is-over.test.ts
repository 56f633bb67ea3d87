import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/support/start-test-app.js';
import { ForgetWhatIsOver } from './forget-what-is-over.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: TestApp;

beforeAll(async () => {
  world = await startTestApp();
});

afterAll(() => world.close());

const fromNow = (milliseconds: number): Date => new Date(Date.now() + milliseconds);
const count = async (table: string): Promise<number> =>
  (await world.dataSource.query<unknown[]>(`select from ${table}`)).length;

describe('what lets nobody in any more', () => {
  it('is forgotten, and what still does is kept', async () => {
    const { dataSource, workspaceId } = world;
    for (const [seen, begun] of [
      [-1 * HOUR, -89 * DAY],
      [-13 * DAY, -13 * DAY],
      [-14 * DAY, -14 * DAY],
      [-1 * HOUR, -90 * DAY],
    ] as const) {
      await world.cookieOf({ role: 'viewer' });
      await dataSource.query(
        `update sessions set last_seen_at = $1, created_at = $2
         where session_id = (select session_id from sessions order by session_id desc limit 1)`,
        [fromNow(seen), fromNow(begun)],
      );
    }
    const [{ id }] = await dataSource.query<[{ id: string }]>('select person_id as id from people limit 1');
    for (const [index, end] of [-HOUR, HOUR].entries()) {
      const hash = Buffer.alloc(32, index);
      const at = fromNow(end);
      await dataSource.query('insert into password_resets values ($1, $2, $3)', [hash, id, at]);
      await dataSource.query('insert into sign_in_links values ($1, $2)', [hash, at]);
      await dataSource.query('insert into attempt_budgets values ($1, $2)', [`bucket ${index}`, at]);
      await dataSource.query(
        `insert into invitations values ($1, gen_random_uuid(), $2, 'viewer', $3, 'Ada', $4, $4)`,
        [workspaceId, `person-${index}@example.com`, hash, at],
      );
    }
    await world.app.get(ForgetWhatIsOver).run();
    const kept = { sessions: 2, password_resets: 1, sign_in_links: 1, attempt_budgets: 1, invitations: 1 };
    for (const [table, rows] of Object.entries(kept)) {
      expect([table, await count(table)]).toEqual([table, rows]);
    }
  });
});
