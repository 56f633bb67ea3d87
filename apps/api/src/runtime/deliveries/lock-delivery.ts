import type { EntityManager } from 'typeorm';
import type { JourneyWithOutcome } from './advance-journeys.js';

/** A delivery and where its journey stands, under lock. */
export interface LockedDelivery extends Omit<JourneyWithOutcome, 'outcome'> {
  key: string;
  kind: string;
  status: string;
  step: string;
  occurrence: string;
  payload: Record<string, unknown> | null;
  journeyUnderWay: boolean;
}

/**
 * Locks a delivery with its journey, after its automation, as publishing and archiving do (S16); null where there is
 * none. What a claim has read before may be out of date by now.
 */
export async function lockDelivery(
  manager: EntityManager,
  workspaceId: string,
  key: string,
): Promise<LockedDelivery | null> {
  await manager.query(
    `select from automations where workspace_id = $1 and automation_id =
       (select automation_id from deliveries where workspace_id = $1 and key = $2)
     for share`,
    [workspaceId, key],
  );
  const [delivery] = await manager.query<LockedDelivery[]>(
    `select d.key, d.kind, d.status, d.step_id as step, d.occurrence, d.payload, d.journey_id as "journeyId",
       d.automation_id as "automationId", d.account_id as "accountId", j.version, j.subject_id as "subjectId", j.state,
       j.status = 'underWay' as "journeyUnderWay"
     from deliveries d
     join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
     where d.workspace_id = $1 and d.key = $2
     for update of d for no key update of j`,
    [workspaceId, key],
  );
  return delivery ?? null;
}
