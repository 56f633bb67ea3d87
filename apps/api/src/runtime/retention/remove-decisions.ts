import type { EntityManager } from 'typeorm';

/** So many subjects or journeys are looked at in one transaction. */
export const BATCH = 1_000;

export interface TooOld {
  workspaceId: string;
  /** Business time; what happened before it is removed. */
  before: Date;
}

/** What one batch removed; `last` is null when there is no more. */
export interface Removed {
  rows: number;
  last: string | null;
}

/**
 * Removes decided matches, with their reasons. What waits to be acted on or is listed as missed stays, as do entry keys:
 * nobody enters a second time for it (S11).
 */
export async function removeMatches(
  manager: EntityManager,
  { workspaceId, before }: TooOld,
): Promise<number> {
  const [, rows] = await manager.query<[unknown, number]>(
    `delete from matches where workspace_id = $1
       and (automation_id, subject_id, business_date) in (
         select m.automation_id, m.subject_id, m.business_date
         from automations a
         join matches m on m.workspace_id = a.workspace_id and m.automation_id = a.automation_id
         where a.workspace_id = $1 and m.business_date < ($2::timestamptz at time zone 'UTC')::date
           and m.decided_at < $2 and m.outcome not in ('pending', 'missed')
         limit $3)`,
    [workspaceId, before, BATCH],
  );
  return rows;
}

/** Removes the steps and attempts of journeys that were over before, behind a journey; the journeys themselves stay. */
export async function removeJourneyTraces(
  manager: EntityManager,
  { workspaceId, before }: TooOld,
  after: string | null,
): Promise<Removed> {
  const journeys = await manager.query<{ id: string }[]>(
    `select journey_id as id from journeys
     where workspace_id = $1 and ended_at < $2 and ($3::uuid is null or journey_id > $3)
     order by journey_id limit $4`,
    [workspaceId, before, after, BATCH],
  );
  const ids = journeys.map(({ id }) => id);
  const [, events] = await manager.query<[unknown, number]>(
    'delete from journey_events where workspace_id = $1 and journey_id = any ($2::uuid[])',
    [workspaceId, ids],
  );
  const [, attempts] = await manager.query<[unknown, number]>(
    `delete from delivery_attempts where workspace_id = $1 and key in (
       select d.key from deliveries d
       where d.workspace_id = $1 and d.journey_id = any ($2::uuid[]) and d.finished_at < $3)`,
    [workspaceId, ids, before],
  );
  return { rows: events + attempts, last: ids.length < BATCH ? null : (ids.at(-1) ?? null) };
}
