import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, scheduledInstant } from '@dunwell/engine';
import type { AutomationDocument, Condition, Reentry } from '@dunwell/language';
import { TickRunner } from '../../src/platform/clock/tick-runner.js';
import { EvaluationWorld, pastDue14, streakDay } from '../runtime/evaluation-world.testing.js';
import { backtest } from './backtest.testing.js';

const FIRST = '2026-03-01';
const DATES = 16;
const LAST = addDays(FIRST, DATES - 1);
const ZONES = ['Europe/Berlin', 'America/New_York'] as const;
const ACCOUNTS = 24;
const schedule = { every: 'day', at: '09:00' } as const;

const exactDays: Condition = { field: 'account.pastDueStreakDays', operator: 'isOneOf', value: [2, 3, 6] };

const rule = (
  when: Condition,
  reentry: Reentry,
  maxEntriesPerRun: number,
  actIfWithinDays?: number,
): AutomationDocument =>
  pastDue14({
    entry: { when, reentry, ...(actIfWithinDays !== undefined && { actIfWithinDays }) },
    limits: { maxEntriesPerRun },
  });

const RULES: [string, AutomationDocument][] = [
  ['exact days, the left-overs acted on later', rule(exactDays, { kind: 'oncePerStreak' }, 1)],
  ['exact days, too old after one date', rule(exactDays, { kind: 'oncePerStreak' }, 1, 1)],
  ['exact days, too old on the next date', rule(exactDays, { kind: 'oncePerStreak' }, 2, 0)],
  ['a day and later ones', rule(streakDay('atLeast', 2), { kind: 'oncePerStreak' }, 2)],
  ['every match', rule(streakDay('atLeast', 4), { kind: 'everyMatch' }, 2)],
  ['after some days', rule(streakDay('atLeast', 2), { kind: 'afterDays', days: 4 }, 2)],
];

describe('maxEntriesPerRun in a backtest', () => {
  let world: EvaluationWorld;
  beforeAll(async () => {
    world = await EvaluationWorld.open('2026-02-20T00:00:00Z');
    // Facts that are scheduled: nothing is late when its date is evaluated.
    for (let index = 0; index < ACCOUNTS; index += 1) {
      const account = world.account(`A${index}`, { timeZone: ZONES[index % 2]! });
      const since = addDays(FIRST, 1 + (index % 3) * 2);
      account.owes('100').since(since);
      // Some pay while they wait for their turn.
      if (index % 4 === 0) account.pays('100').on(`${addDays(since, 2 + (index % 5))}T02:00:00Z`);
    }
    await world.save();
    await world.app.http
      .post('/api/v1/holds')
      .send({ account: 'A5', reason: 'dispute', leaveOut: true })
      .expect(201);
  }, 60_000);
  afterAll(() => world.app.close());

  it('begins the same journeys as live evaluation, on the same dates', async () => {
    const automations: string[] = [];
    await world.waitUntil('2026-02-28T16:00:00Z');
    for (const [, document] of RULES) {
      await world.publish(document);
      automations.push(world.automationId);
    }
    const runner = world.app.app.get(TickRunner);
    for (const instant of instants()) {
      await world.waitUntil(new Date(instant).toISOString());
      await runner.drain();
    }
    let [entries, startedLater] = [0, 0];
    for (const [index, [name, document]] of RULES.entries()) {
      const live = await liveEntries(world, automations[index]!);
      const backtested = (await backtest(world.app, document, FIRST, LAST)).entries;
      const told = backtested.map(
        ({ date, startedOn, account }) => `${date} ${account} ${startedOn ?? date}`,
      );
      expect({ name, entries: told.sort() }).toEqual({ name, entries: live });
      entries += backtested.length;
      startedLater += backtested.filter(({ startedOn }) => startedOn !== undefined).length;
      expect(backtested.map(({ date }) => date)).toEqual(backtested.map(({ date }) => date).sort());
    }
    // A ledger that the limit does not spread proves nothing.
    expect(entries).toBeGreaterThan(100);
    expect(startedLater).toBeGreaterThan(10);
    expect(await outcomes(world)).toEqual(
      expect.arrayContaining(['endedBeforeActing', 'excluded', 'missed limit']),
    );
  }, 120_000);
});

function instants(): number[] {
  const dates = Array.from({ length: DATES }, (_, index) => addDays(FIRST, index));
  const all = dates.flatMap((date) => ZONES.map((zone) => scheduledInstant(schedule, date, zone)));
  return all.sort((a, b) => a - b);
}

/** "2026-03-02 A1 2026-03-03": when it matched, and when it began. */
async function liveEntries(world: EvaluationWorld, automationId: string): Promise<string[]> {
  const rows = await world.app.dataSource.query<{ entry: string }[]>(
    `select concat_ws(' ', j.business_date, a.key, (j.entered_at at time zone j.time_zone)::date) as entry
     from journeys j join accounts a using (workspace_id, account_id)
     where j.automation_id = $1`,
    [automationId],
  );
  return rows.map(({ entry }) => entry).sort();
}

async function outcomes(world: EvaluationWorld): Promise<string[]> {
  const rows = await world.app.dataSource.query<{ outcome: string }[]>(
    `select distinct concat_ws(' ', outcome, missed_because) as outcome from matches order by 1`,
  );
  return rows.map(({ outcome }) => outcome);
}
