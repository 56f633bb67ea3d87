import type { Decision } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** One thing a journey lived through, as its history shows it. */
export interface JourneyEvent {
  journeyId: string;
  position: number;
  kind: string;
  stepId: string | null;
  occurrence: string | null;
  detail: unknown;
  /** When it was decided, where that is not when it is recorded. */
  at?: Date;
}

/** Decisions as events of a journey, numbered from `position`. */
export function eventsOf(
  journeyId: string,
  position: number,
  decisions: readonly Decision[],
): JourneyEvent[] {
  return decisions.map((decision, index) => {
    const { kind, ...detail } = decision;
    return {
      journeyId,
      position: position + index,
      kind,
      stepId: 'step' in decision ? decision.step : null,
      occurrence: 'occurrence' in decision ? decision.occurrence : null,
      detail,
    };
  });
}

export async function insertJourneyEvents(
  manager: EntityManager,
  workspaceId: string,
  events: readonly JourneyEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  await manager.query(
    `with events as (select * from jsonb_to_recordset($2::jsonb) e("journeyId" uuid, ${EVENT_COLUMNS}))
     ${insertEventsSql('events')}`,
    [workspaceId, JSON.stringify(events), now],
  );
}

/** The columns of events in JSON, apart from their journey. */
export const EVENT_COLUMNS =
  'position integer, kind text, "stepId" text, occurrence text, detail jsonb, at timestamptz';

/**
 * SQL that records the events of a relation with these columns; `$1`: their workspace, `$3`: when those happened that
 * do not say it.
 */
export const insertEventsSql = (events: string): string =>
  `insert into journey_events (workspace_id, journey_id, position, at, kind, step_id, occurrence, detail)
   select $1, e."journeyId", e.position, coalesce(e.at, $3), e.kind, e."stepId", e.occurrence, e.detail from ${events} e`;

/** The number the next event of each journey gets. */
export async function nextEventPositions(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await manager.query<{ journeyId: string; next: number }[]>(
    `select journey_id as "journeyId", max(position) + 1 as next from journey_events
     where workspace_id = $1 and journey_id = any ($2) group by journey_id`,
    [workspaceId, journeyIds],
  );
  return new Map(rows.map(({ journeyId, next }) => [journeyId, next]));
}
