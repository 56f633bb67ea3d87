import { heldBack, type ActDecision, type Look } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { HeldBackFacts } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import { circumstancesOf } from '../deliveries/circumstances.js';
import type { ContactPlaces } from '../deliveries/contact-places.js';
import type { JourneyToEnter } from '../journeys/enter-journeys.js';
import type { Lane } from './lanes.js';
import { mustGet } from '../../platform/must.js';

/** Counts, in the evaluations they belong to, the journeys whose first step will have to wait, by reason (S14). */
export async function countHeldBack(
  manager: EntityManager,
  lane: Lane,
  journeys: readonly JourneyToEnter[],
  looks: ReadonlyMap<string, Look>,
  { held, places }: { held: ReadonlyMap<string, HeldBackFacts>; places: ContactPlaces },
): Promise<void> {
  const reasons = journeys.flatMap(({ subjectId, accountId, date, decisions }) => {
    const act = decisions.find((decision): decision is ActDecision => decision.kind === 'act');
    const circumstances = circumstancesOf(held.get(accountId), subjectId, {
      contact: places.of(accountId),
      newerStarted: false,
    });
    const why = act && heldBack(act.action, circumstances, mustGet(looks, subjectId), null);
    return why?.kind === 'held' ? [{ date, reason: why.reason }] : [];
  });
  const counts = [...groupBy(reasons, ({ date, reason }) => `${date} ${reason}`).values()].map((same) => ({
    ...same[0],
    count: same.length,
  }));
  if (counts.length === 0) return;
  await manager.query(
    `update evaluations e set held_back = e.held_back || added.reasons
     from (
       select h.date, jsonb_object_agg(h.reason, h.count + coalesce((o.held_back ->> h.reason)::int, 0)) as reasons
       from jsonb_to_recordset($4::jsonb) h(date date, reason text, count integer)
       join evaluations o on o.workspace_id = $1 and o.automation_id = $2 and o.time_zone = $3
         and o.business_date = h.date
       group by h.date
     ) added
     where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = added.date`,
    [lane.workspaceId, lane.automationId, lane.timeZone, JSON.stringify(counts)],
  );
}
