import type { JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { tellExited } from '../tell/tell-journeys.js';
import { firstLookAt } from './first-look-at.js';
import { journeyStatus } from './journey-status.js';

/** Where a journey stands after it was moved on. */
export interface JourneyToSave {
  journeyId: string;
  state: JourneyState;
  /** When it is looked at next, where that has been worked out. */
  lookAt?: Date;
  /** When it ended, where that is not now. */
  endedAt?: Date;
  /** The last change of facts that is covered, where exits were read against every state up to now (S13). */
  checkedChangeNo?: number;
}

/** Saves where journeys stand, and tells of those that are over. */
export async function saveJourneys(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToSave[],
  now: Date,
): Promise<void> {
  if (journeys.length === 0) return;
  const rows = journeys.map(({ journeyId, state, lookAt, endedAt, checkedChangeNo }) => ({
    ...{ journeyId, state, endedAt, checkedChangeNo },
    ...journeyStatus(state),
    lookAt: state.ended === null && lookAt ? lookAt : firstLookAt(state, now),
  }));
  await manager.query(
    `update journeys j set state = s.state, status = s.status, ended_because = s."endedBecause",
       ended_at = case when s.status <> 'underWay' then coalesce(j.ended_at, s."endedAt", $3::timestamptz) end,
       look_at = s."lookAt", looked_at = $3,
       checked_at = case when s."checkedChangeNo" is null then j.checked_at else $3 end,
       checked_change_no = coalesce(s."checkedChangeNo", j.checked_change_no)
     from jsonb_to_recordset($2::jsonb)
       s("journeyId" uuid, state jsonb, status text, "endedBecause" text, "endedAt" timestamptz, "lookAt" timestamptz,
         "checkedChangeNo" bigint)
     where j.workspace_id = $1 and j.journey_id = s."journeyId"`,
    [workspaceId, JSON.stringify(rows), now],
  );
  const over = journeys.filter(({ state }) => state.ended !== null).map(({ journeyId }) => journeyId);
  await tellExited(manager, workspaceId, over, now);
}

/** Notes that exits were read against every state up to now, and which changes of facts that covers (S13). */
export async function markChecked(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly { journeyId: string; changeNo: number }[],
  now: Date,
): Promise<void> {
  await manager.query(
    `update journeys j set checked_at = $3, checked_change_no = c."changeNo"
     from jsonb_to_recordset($2::jsonb) c("journeyId" uuid, "changeNo" bigint)
     where j.workspace_id = $1 and j.journey_id = c."journeyId"`,
    [workspaceId, JSON.stringify(journeys), now],
  );
}
