import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AutomationDocument } from '@dunwell/language';
import { EvaluationWorld, pastDue14, streakDay } from './evaluation-world.testing.js';

// Lives through weeks.
jest.setTimeout(120_000);

let world: EvaluationWorld;
let atOnce: string;
let afterwards: string;

const mail = { kind: 'emailCustomer', subject: 'S', body: 'B' } as const;

/** From the 14th day on, on Mondays; acted on at most a day late. */
const mondays: AutomationDocument = pastDue14({
  trigger: { kind: 'schedule', every: 'week', at: '09:00', weekday: 1 },
  entry: { when: streakDay('atLeast', 14), reentry: { kind: 'oncePerStreak' }, actIfWithinDays: 1 },
  first: 'mail',
  steps: { mail: { kind: 'action', action: mail, next: null } },
});

const hold = (account: string, leaveOut: boolean) =>
  world.app.http.post('/api/v1/holds').send({ account, reason: 'dispute', leaveOut }).expect(201);

/**
 * The same rule twice, once with a limit that is never reached: a limit counts across dates, so those are decided first
 * and acted on afterwards.
 */
beforeAll(async () => {
  world = await EvaluationWorld.open('2026-03-01T12:00:00Z');
  for (const key of ['entered', 'out', 'held', 'paid']) {
    world.account(key).owes('100', { number: key }).since('2026-02-25');
  }
  world.account('later').owes('100').since('2026-03-05');
  world.account('late').owes('100').since('2026-03-12');
  await world.save();
  atOnce = (await world.publish(mondays)).automation.id;
  afterwards = (await world.publish({ ...mondays, limits: { maxEntriesPerRun: 1_000 } })).automation.id;
  await world.app.dataSource.query(`
    create table updated_matches (automation_id uuid);
    create function note_update() returns trigger language plpgsql as $$
      begin insert into updated_matches values (new.automation_id); return null; end $$;
    create trigger note_update after update on matches for each row execute function note_update();
  `);
  // The first date has a backlog to decide first.
  await world.moveTo('2026-03-02');
  await world.moveTo('2026-03-09');
  await world.app.dataSource.query('truncate updated_matches');
  await hold('out', true);
  await hold('held', false);
  await world.waitUntil('2026-03-16T10:00:00Z');
  // After the instant the date is decided by, before it is acted on.
  world.account('paid').pays('100').for('paid', '2026-03-16T09:30:00Z');
  await world.save();
  await world.moveTo('2026-03-16T11:00:00Z');
  await world.moveTo('2026-03-23');
  await world.moveTo('2026-04-01');
});
afterAll(() => world.app.close());

/** What a rule has left behind, without what is made anew each time. */
async function left(automationId: string): Promise<object> {
  const of = async (sql: string): Promise<object[]> =>
    world.app.dataSource.query<object[]>(sql, [automationId]);
  const events = `join journeys j using (workspace_id, journey_id) where j.automation_id = $1 order by j.entry_key`;
  return {
    matches: await of(
      `select to_jsonb(m) - 'automation_id' as match from matches m where automation_id = $1 order by business_date, entry_key`,
    ),
    evaluations: await of(
      `select to_jsonb(e) - 'automation_id' - 'duration_ms' as evaluation from evaluations e
       where automation_id = $1 order by business_date`,
    ),
    keys: await of(
      `select to_jsonb(k) - 'automation_id' - 'journey_id' as key, journey_id is null as skipped from entry_keys k
       where automation_id = $1 order by entry_key`,
    ),
    journeys: await of(
      `select to_jsonb(j) - 'automation_id' - 'journey_id' as journey from journeys j where automation_id = $1 order by entry_key`,
    ),
    events: await of(
      `select to_jsonb(e) - 'journey_id' as event from journey_events e ${events}, e.position`,
    ),
    deliveries: await of(
      `select to_jsonb(d) - 'automation_id' - 'journey_id' - 'key' - 'payload' as delivery from deliveries d ${events}`,
    ),
  };
}

describe('a date that is alone', () => {
  it('is acted on as it is decided: its matches are never changed (S10)', async () => {
    const updated = await world.app.dataSource.query<{ automation_id: string }[]>(
      'select distinct automation_id from updated_matches',
    );
    expect(updated).toEqual([{ automation_id: afterwards }]);
  });

  it('leaves what deciding first and acting afterwards leaves', async () => {
    expect(await left(atOnce)).toEqual(await left(afterwards));
  });

  it.each([
    ['2026-03-16', { matched: 4, entered: 2, heldBack: { leftOut: 1, accountHold: 1 } }],
    ['2026-03-23', { matched: 2, entered: 1, alreadyEntered: 2, heldBack: { leftOut: 1 } }],
    ['2026-03-30', { matched: 2, entered: 0, alreadyEntered: 3, missed: 2, heldBack: {} }],
  ])('is counted as a funnel: %s', async (date, expected) => {
    world.automationId = atOnce;
    expect(await world.evaluation(date)).toMatchObject(expected);
  });
});
