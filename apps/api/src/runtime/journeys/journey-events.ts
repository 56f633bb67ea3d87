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
  await manager.query(journeyEventsSql('$2'), [workspaceId, JSON.stringify(events), now]);
}

/**
 * SQL that records the events a JSON parameter holds, those of certain journeys only; `$1` is their workspace, `$3` when
 * they happened.
 */
export const journeyEventsSql = (events: string, which = 'true'): string =>
  `insert into journey_events (workspace_id, journey_id, position, at, kind, step_id, occurrence, detail)
   select $1, e."journeyId", e.position, $3, e.kind, e."stepId", e.occurrence, e.detail
   from jsonb_to_recordset(${events}::jsonb) e("journeyId" uuid, position integer, kind text, "stepId" text,
     occurrence text, detail jsonb)
   where ${which}`;

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
