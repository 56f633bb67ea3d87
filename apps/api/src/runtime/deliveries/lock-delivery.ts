import type { EntityManager } from 'typeorm';
import type { JourneyWithOutcome } from './advance-journeys.js';

/** A delivery and where its journey stands, under lock. */
export interface LockedDelivery extends Omit<JourneyWithOutcome, 'outcome'> {
  key: string;
  kind: string;
  status: string;
  step: string;
  occurrence: string;
  /** Begun so far. */
  attempts: number;
  payload: Record<string, unknown> | null;
  result: Record<string, unknown> | null;
  journeyUnderWay: boolean;
}

/**
 * Locks deliveries behind their automations, as publishing and archiving do (S16), and behind their journeys, as claims
 * do. What a claim has read before may be out of date by now.
 */
export async function lockDeliveries(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<LockedDelivery[]> {
  await manager.query(
    `select from automations where workspace_id = $1 and automation_id in
       (select automation_id from deliveries where workspace_id = $1 and key = any ($2))
     order by automation_id for share`,
    [workspaceId, keys],
  );
  await manager.query(
    `select from journeys where workspace_id = $1 and journey_id in
       (select journey_id from deliveries where workspace_id = $1 and key = any ($2))
     order by journey_id for no key update`,
    [workspaceId, keys],
  );
  return manager.query<LockedDelivery[]>(
    `select d.key, d.kind, d.status, d.step_id as step, d.occurrence, d.attempts, d.payload, d.result, d.journey_id as "journeyId",
       d.automation_id as "automationId", d.account_id as "accountId", j.version, j.subject_id as "subjectId", j.state,
       j.status = 'underWay' as "journeyUnderWay"
     from deliveries d
     join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
     where d.workspace_id = $1 and d.key = any ($2)
     order by d.key
     for update of d`,
    [workspaceId, keys],
  );
}

/** One of them; null where there is none. */
export async function lockDelivery(
  manager: EntityManager,
  workspaceId: string,
  key: string,
): Promise<LockedDelivery | null> {
  const [delivery] = await lockDeliveries(manager, workspaceId, [key]);
  return delivery ?? null;
}
