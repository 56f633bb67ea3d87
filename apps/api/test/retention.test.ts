import { afterEach, describe, expect, it } from '@jest/globals';
import { claimDailyRuns } from '../src/retention/daily-runs.js';
import { DAY, DeliveryWorld, rule } from './runtime/delivery-world.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

/** How many rows each table holds. */
async function rows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    ...['matches', 'journey_events', 'delivery_attempts', 'entry_keys', 'journeys', 'deliveries', 'messages'],
    ...['outgoing_calls', 'outgoing_attempts', 'invoices', 'account_timeline', 'evaluations'],
  ]) {
    const [row] = await world.dataSource.query<{ count: number }[]>(`select count(*)::int from ${table}`);
    counts[table] = row!.count;
  }
  return counts;
}

const keeps = (retention: { decisionDays: number | null; callDays: number | null }) =>
  world.app.http.patch('/api/v1/workspace').send({ retention }).expect(200);

/** One that has been written to and one that is still held, and an endpoint that was told of it. */
async function history(): Promise<void> {
  world = await DeliveryWorld.open(rule());
  await world.app.http
    .post('/api/v1/webhook-endpoints')
    .send({ url: 'http://127.0.0.1:1/', events: ['journey.exited'] })
    .expect(201);
  await world.entered('A', 'B');
  await world.hold({ account: 'B', until: '2027-12-31' });
  await world.deliver();
  expect(await world.steps()).toEqual(['remind done', 'remind due']);
  // Whatever became of the call, its time is over.
  await world.dataSource.query(`update outgoing_calls set status = 'failed'`);
  await world.dataSource.query(`update automations set status = 'paused'`);
}

describe('what a workspace keeps no longer', () => {
  it('is nothing of its decisions, unless it says so', async () => {
    await history();
    await keeps({ decisionDays: null, callDays: null });
    const before = await rows();
    await world.moveTo('2027-03-02T09:00:00Z');
    expect(await rows()).toEqual(before);
  });

  it('is removed once it is old enough, once a day; facts, journeys, keys and what is under way stay', async () => {
    await history();
    await keeps({ decisionDays: 60, callDays: 7 });
    const before = await rows();
    expect(before).toMatchObject({ matches: 2, journeys: 2, deliveries: 2, outgoing_calls: 1 });

    await world.moveTo('2026-03-08T09:00:00Z');
    expect(await rows()).toEqual(before);
    await world.moveTo('2026-03-10T09:00:00Z');
    expect(await rows()).toEqual({ ...before, outgoing_calls: 0, outgoing_attempts: 0 });

    await world.moveTo('2026-04-30T09:00:00Z');
    expect(await rows()).toMatchObject({ matches: 2, journey_events: before.journey_events });
    await world.moveTo('2026-05-02T09:00:00Z');
    const after = await rows();
    expect(after).toEqual({
      ...before,
      ...{ outgoing_calls: 0, outgoing_attempts: 0, matches: 0, delivery_attempts: 0 },
      journey_events: expect.any(Number),
    });
    const events = await world.dataSource.query<{ key: string }[]>(
      `select distinct a.key from journey_events e join journeys j using (workspace_id, journey_id)
       join accounts a using (workspace_id, account_id)`,
    );
    expect(events).toEqual([{ key: 'B' }]);
  });

  it('leaves what was missed on its list, and lets nobody enter twice for what is gone', async () => {
    await history();
    await keeps({ decisionDays: 60, callDays: 7 });
    await world.dataSource.query(
      `update matches set outcome = 'missed', missed_because = 'late'
       where account_id = (select account_id from accounts where key = 'B')`,
    );
    await world.moveTo('2026-06-01T09:00:00Z');
    const matches = await world.dataSource.query<{ outcome: string }[]>('select outcome from matches');
    expect(matches).toEqual([{ outcome: 'missed' }]);
    const keys = await world.dataSource.query<{ date: string }[]>(
      'select business_date as date from entry_keys order by 1',
    );
    expect(keys).toEqual([{ date: DAY }, { date: DAY }]);
  });

  it('is events with what they came to, but neither what was missed nor the ids of what a workspace sent', async () => {
    await history();
    await keeps({ decisionDays: 60, callDays: 7 });
    const { http } = world.app;
    await http.put('/api/v1/event-declarations/custom.called').send({ payload: {} }).expect(200);
    const event = { id: '1', name: 'custom.called', account: 'A' };
    await http.post('/api/v1/events').send(event).expect(200);
    await world.moveTo('2026-03-03T09:00:00Z');
    const [overdue] = await world.dataSource.query<{ id: string }[]>(
      `select event_id as id from billing_events where name = 'invoice.overdue' order by event_key limit 1`,
    );
    await world.dataSource.query(
      `insert into event_outcomes (workspace_id, event_id, automation_id, subject_id, account_id, version, outcome,
         missed_because, decided_at)
       select workspace_id, event_id, $2, account_id, account_id, 1, 'missed', 'late', at
       from billing_events where event_id = $1`,
      [overdue!.id, world.automationId],
    );
    await world.moveTo('2026-06-01T09:00:00Z');
    const left = await world.dataSource.query<{ name: string }[]>(
      'select name from billing_events order by 1',
    );
    expect(left).toEqual([{ name: 'custom.called' }, { name: 'invoice.overdue' }]);
    expect((await http.post('/api/v1/events').send(event).expect(200)).body).toEqual({
      accepted: 0,
      known: 1,
    });
  });

  it('is removed by one of many processes, a day later again', async () => {
    world = await DeliveryWorld.open(rule());
    const { manager } = world.dataSource;
    const claim = (now: string) => claimDailyRuns(manager, new Date(now));
    const claims = await Promise.all([1, 2, 3].map(() => claim('2026-03-02T09:00:00Z')));
    expect(claims.flat()).toEqual([world.app.workspaceId]);
    expect(await claim('2026-03-03T08:59:00Z')).toEqual([]);
    expect(await claim('2026-03-03T09:00:00Z')).toEqual([world.app.workspaceId]);
  });
});
