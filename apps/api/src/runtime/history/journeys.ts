import type {
  Delivery,
  Journey,
  JourneyFilter,
  JourneyHistoryEvent,
  JourneyWithHistory,
} from '@dunwell/contract';
import { render, sql, type JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';
import { subjectReference } from '../subject-keys.js';
import { listDeliveries } from './deliveries.js';
import { waitingOf } from './waiting-of.js';

export type ListJourneys = JourneyFilter & { after?: string; limit: number };

const COLUMNS = sql`
  j.journey_id as id, j.automation_id as "automationId", j.version, ${subjectReference('j')} as subject,
  j.business_date as date, j.path, j.status, j.ended_because as "endedBecause", j.entered_at as "enteredAt",
  j.ended_at as "endedAt", case j.status when 'underWay' then j.state end as waiting,
  case when j.state ? 'event' then
    json_build_object('id', j.state #>> '{event,id}', 'name', j.state #>> '{event,name}') end as event`;

type Row<Told extends Journey> = Omit<Told, 'waiting'> & { waiting: JourneyState | null };

/** Journeys of a workspace, newest first. */
export async function listJourneys(
  manager: EntityManager,
  workspaceId: string,
  { automationId, account, date, status, after, limit }: ListJourneys,
): Promise<Journey[]> {
  const conditions = [
    automationId === undefined ? undefined : sql`j.automation_id = ${automationId}::uuid`,
    account === undefined
      ? undefined
      : sql`j.account_id =
          (select a.account_id from accounts a where a.workspace_id = ${workspaceId}::uuid and a.key = ${account})`,
    date === undefined ? undefined : sql`j.business_date = ${date}::date`,
    status && sql`j.status = ${status}`,
    after === undefined ? undefined : sql`j.journey_id < ${after}::uuid`,
  ];
  const { text, values } = render(sql`
    select ${COLUMNS} from journeys j
    where ${allOf(sql`j.workspace_id = ${workspaceId}::uuid`, ...conditions)}
    order by j.journey_id desc limit ${limit}`);
  const rows = await manager.query<Row<Journey>[]>(text, values);
  return rows.map((row) => ({ ...row, waiting: row.waiting && waitingOf(row.waiting) }));
}

/** One journey with everything it lived through, or null. */
export async function findJourney(
  manager: EntityManager,
  workspaceId: string,
  journeyId: string,
): Promise<JourneyWithHistory | null> {
  const { text, values } = render(sql`
    select ${COLUMNS}, coalesce(m.explanation, o.explanation) as explanation from journeys j
    left join matches m on m.workspace_id = j.workspace_id and m.automation_id = j.automation_id
      and m.subject_id = j.subject_id and m.business_date = j.business_date and not j.state ? 'event'
    left join event_outcomes o on o.workspace_id = j.workspace_id and o.automation_id = j.automation_id
      and o.subject_id = j.subject_id and o.event_id = (j.state #>> '{event,id}')::uuid
    where j.workspace_id = ${workspaceId}::uuid and j.journey_id = ${journeyId}::uuid`);
  const [journey] = await manager.query<Row<Journey & { explanation: unknown }>[]>(text, values);
  if (!journey) return null;
  const events = await manager.query<JourneyHistoryEvent[]>(
    `select at, kind, step_id as step, occurrence, detail from journey_events
     where workspace_id = $1 and journey_id = $2 order by position`,
    [workspaceId, journeyId],
  );
  const deliveries: Delivery[] = await listDeliveries(manager, workspaceId, { journeyId, limit: 1_000 });
  return { ...journey, waiting: journey.waiting && waitingOf(journey.waiting), events, deliveries };
}
