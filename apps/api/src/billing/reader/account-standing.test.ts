import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { businessDateIn, render, sql, zoneChangeTakesEffectOn, type ZoneHistory } from '@dunwell/engine';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { newId } from '../../platform/database/ids.js';
import { accountStanding } from './account-standing.js';
import { BillingWorld } from './billing-world.testing.js';

const HOUR = 3_600_000;
const MOVED_AT = Date.parse('2026-03-28T20:15:00Z');

let database: TestDatabase;
let world: BillingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
});
afterAll(() => database.drop());

/** An account that moves from one zone to another, with its history. */
async function moving(from: string, to: string): Promise<{ key: string; history: ZoneHistory }> {
  const key = newId();
  const id = await world.account(key, { time_zone: from });
  const date = zoneChangeTakesEffectOn(MOVED_AT, from, to);
  const { manager, workspaceId } = world;
  await manager.query(`update account_zones set to_date = $3 where workspace_id = $1 and account_id = $2`, [
    workspaceId,
    id,
    date,
  ]);
  await manager.query(
    `insert into account_zones (workspace_id, account_id, from_date, to_date, time_zone, own)
     values ($1, $2, $3, 'infinity', $4, true)`,
    [workspaceId, id, date, to],
  );
  return {
    key,
    history: [
      { from: null, zone: from },
      { from: date, zone: to },
    ],
  };
}

async function standingAt(key: string, at: number): Promise<Record<string, unknown>> {
  const standing = accountStanding(at);
  const { text, values } = render(sql`
    select ${standing.today} as today, ${standing.overdue} as overdue, ${standing.streakDays} as "streakDays"
    from accounts account ${standing.joins}
    where account.workspace_id = ${world.workspaceId}::uuid and account.key = ${key}`);
  const [row] = await world.manager.query<Record<string, unknown>[]>(text, values);
  return row ?? {};
}

describe('how an account stands', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Europe/Berlin', 'America/New_York'],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
    ['Pacific/Pago_Pago', 'Pacific/Kiritimati'],
    ['Asia/Kathmandu', 'Europe/London'],
  ])('has its date where a move from %s to %s puts it (S21)', async (from, to) => {
    const { key, history } = await moving(from, to);
    for (let at = MOVED_AT; at < MOVED_AT + 72 * HOUR; at += HOUR) {
      const { today } = await standingAt(key, at);
      expect([new Date(at), today]).toEqual([new Date(at), businessDateIn(history, at)]);
    }
  });

  it('counts the streak by its own date, day 1 being the first (S4)', async () => {
    await world.account('owing', { time_zone: 'America/New_York' }, [
      { to_at: '2026-03-01T05:00:00Z' },
      { from_at: '2026-03-01T05:00:00Z', overdue: 500, overdue_invoices: 1, opened_on: '2026-03-01' },
    ]);
    const at = (instant: string) => standingAt('owing', Date.parse(instant));
    expect(await at('2026-03-01T04:59:00Z')).toEqual({ today: '2026-02-28', overdue: 0, streakDays: null });
    expect(await at('2026-03-01T05:00:00Z')).toEqual({ today: '2026-03-01', overdue: 500, streakDays: 1 });
    expect(await at('2026-03-05T03:00:00Z')).toEqual({ today: '2026-03-04', overdue: 500, streakDays: 4 });
  });
});
