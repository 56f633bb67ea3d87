import type { EntityManager } from 'typeorm';
import { mustGet } from '../../platform/must.js';
import { lookAgainAtHeld } from '../deliveries/look-again-at-held.js';
import { deliveriesOf, insertDeliveries } from '../deliveries/insert-deliveries.js';
import { endDeliveries } from '../deliveries/write-deliveries.js';
import { eventsOf, insertJourneyEvents, nextEventPositions } from '../journeys/journey-events.js';
import { saveJourneys } from '../journeys/save-journeys.js';
import type { Course } from './course.js';

/** Whose journeys were looked at, and when. */
export interface LookedAt {
  workspaceId: string;
  /** By account: the last change of its facts, under its lock. */
  changeNos: ReadonlyMap<string, number>;
  now: Date;
}

/**
 * Records what looks have come to: where journeys stand, what was decided and when, each as of its own instant, the
 * deliveries it asks for, due since then, and when each is looked at next.
 */
export async function recordLooks(
  manager: EntityManager,
  { workspaceId, changeNos, now }: LookedAt,
  courses: readonly Course[],
): Promise<void> {
  const decided = courses.filter((course) => course.decided.length > 0);
  const positions = await nextEventPositions(manager, workspaceId, idsOf(decided));
  await saveJourneys(
    manager,
    workspaceId,
    courses.map(({ journey: { journeyId, accountId }, state, at, decided: decisions }) => {
      const last = decisions.at(-1);
      return {
        ...{ journeyId, state, lookAt: new Date(at), checkedChangeNo: mustGet(changeNos, accountId) },
        ...(state.ended !== null && last && { endedAt: new Date(last.at) }),
      };
    }),
    now,
  );
  await insertJourneyEvents(
    manager,
    workspaceId,
    decided.flatMap(({ journey: { journeyId }, decided: decisions }) =>
      decisions.flatMap(({ at, decision }, index) =>
        eventsOf(journeyId, (positions.get(journeyId) ?? 0) + index, [decision]).map((event) => ({
          ...event,
          at: new Date(at),
        })),
      ),
    ),
    now,
  );
  await insertDeliveries(
    manager,
    workspaceId,
    decided.flatMap(({ journey, decided: decisions }) =>
      decisions.flatMap(({ at, decision }) =>
        deliveriesOf(journey, [decision]).map((delivery) => ({ ...delivery, dueAt: new Date(at) })),
      ),
    ),
    now,
  );
  const over = courses.filter(({ state }) => state.ended !== null);
  if (over.length > 0) await endDeliveries(manager, workspaceId, idsOf(over), now);
  const changed = courses.filter(({ state, hasNewFacts }) => state.ended === null && hasNewFacts);
  await lookAgainAtHeld(manager, workspaceId, idsOf(changed), now);
}

const idsOf = (courses: readonly Course[]): string[] =>
  courses.map(({ journey: { journeyId } }) => journeyId);
