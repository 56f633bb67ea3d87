import type {
  Delivery,
  Journey,
  JourneyFilter,
  JourneyHistoryEvent,
  JourneyWithHistory,
} from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { subjectReference } from '../subject-keys.js';
import { listDeliveries } from './deliveries.js';

export type ListJourneys = JourneyFilter & { after?: string; limit: number };

const COLUMNS = `
  j.journey_id as id, j.automation_id as "automationId", j.version, ${subjectReference('j')} as subject,
  j.business_date as date, j.path, j.status, j.ended_because as "endedBecause", j.entered_at as "enteredAt",
  j.ended_at as "endedAt"`;

/** Journeys of a workspace, newest first. */
export async function listJourneys(
  manager: EntityManager,
  workspaceId: string,
  filter: ListJourneys,
): Promise<Journey[]> {
  return manager.query<Journey[]>(
    `select ${COLUMNS} from journeys j
     where j.workspace_id = $1 and ($2::uuid is null or j.automation_id = $2)
       and ($3::text is null or j.account_id =
         (select a.account_id from accounts a where a.workspace_id = $1 and a.key = $3))
       and ($4::date is null or j.business_date = $4) and ($5::uuid is null or j.journey_id < $5)
       and ($7::text is null or j.status = $7)
     order by j.journey_id desc limit $6`,
    [
      workspaceId,
      filter.automationId ?? null,
      filter.account ?? null,
      filter.date ?? null,
      filter.after ?? null,
      filter.limit,
      filter.status ?? null,
    ],
  );
}

/** One journey with everything it lived through, or null. */
export async function findJourney(
  manager: EntityManager,
  workspaceId: string,
  journeyId: string,
): Promise<JourneyWithHistory | null> {
  const [journey] = await manager.query<(Journey & { explanation: unknown })[]>(
    `select ${COLUMNS}, m.explanation from journeys j
     left join matches m on m.workspace_id = j.workspace_id and m.automation_id = j.automation_id
       and m.subject_id = j.subject_id and m.business_date = j.business_date
     where j.workspace_id = $1 and j.journey_id = $2`,
    [workspaceId, journeyId],
  );
  if (!journey) return null;
  const events = await manager.query<JourneyHistoryEvent[]>(
    `select at, kind, step_id as step, occurrence, detail from journey_events
     where workspace_id = $1 and journey_id = $2 order by position`,
    [workspaceId, journeyId],
  );
  const deliveries: Delivery[] = await listDeliveries(manager, workspaceId, { journeyId, limit: 1_000 });
  return { ...journey, events, deliveries };
}
