import type { AutomationDocument, Condition, Step } from '@dunwell/language';
import { act, type DeliveryWorld } from './delivery-world.testing.js';
import { nextDue } from './next-due.testing.js';

/** An effect inside the database that names its step. */
export const task = (title: string, next: string | null = null): Step =>
  act({ kind: 'createTask', title, dueInDays: 1 }, { next });

export const streakDays = (operator: 'equals' | 'atLeast', value: number): Condition => ({
  field: 'account.pastDueStreakDays',
  operator,
  value,
});

export const isTagged = (tag: string): Condition => ({
  field: 'account.tags',
  operator: 'contains',
  value: tag,
});

/** What keeps a late step from being listed for an operator (S16). */
export const actsHoweverLate = (entry: AutomationDocument['entry']): AutomationDocument['entry'] => ({
  ...entry,
  actIfWithinDays: 30,
});

/** Every effect that was had and how the journey stands, in order: "03-04 09:00 later 2.1", "03-05 10:00 exited". */
export async function lived({ dataSource }: DeliveryWorld, account = 'A'): Promise<string[]> {
  const rows = await dataSource.query<{ told: string }[]>(
    `select to_char(at at time zone 'UTC', 'MM-DD HH24:MI') || ' ' || what as told from (
       select d.finished_at as at, concat_ws(' ', d.step_id, nullif(d.occurrence, '')) as what, 1 as rank, e.position
       from deliveries d
       join journey_events e on e.workspace_id = d.workspace_id and e.journey_id = d.journey_id
         and e.kind = 'act' and e.step_id = d.step_id and e.occurrence = d.occurrence
       join accounts a on a.workspace_id = d.workspace_id and a.account_id = d.account_id
       where a.key = $1 and d.status = 'done'
       union all
       select j.ended_at, j.status, 2, 0
       from journeys j join accounts a on a.workspace_id = j.workspace_id and a.account_id = j.account_id
       where a.key = $1 and j.ended_at is not null
     ) lived order by at, rank, position`,
    [account],
  );
  return rows.map(({ told }) => told);
}

/** What journeys decided, each as of its own instant: "03-04 09:00 waitOver pause". */
export async function decided({ dataSource }: DeliveryWorld, account = 'A'): Promise<string[]> {
  const rows = await dataSource.query<{ told: string }[]>(
    `select concat_ws(' ', to_char(e.at at time zone 'UTC', 'MM-DD HH24:MI'), e.kind, e.step_id,
       nullif(e.occurrence, ''), e.detail->'end'->>'kind') as told
     from journey_events e
     join journeys j on j.workspace_id = e.workspace_id and j.journey_id = e.journey_id
     join accounts a on a.workspace_id = j.workspace_id and a.account_id = j.account_id
     where a.key = $1 order by j.entered_at, e.position`,
    [account],
  );
  return rows.map(({ told }) => told);
}

/** Lets time go by as it does, a tick at each instant at which something is due, up to one and including it. */
export async function liveUntil(world: DeliveryWorld, end: string): Promise<void> {
  const { dataSource } = world;
  for (let next = await nextDue(dataSource); next !== null && next < Date.parse(end);) {
    await world.setClock(new Date(next).toISOString());
    await world.deliver();
    next = await nextDue(dataSource);
  }
  await world.moveTo(end);
}
