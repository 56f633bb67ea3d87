import { endJourney, type JourneyEnd, type JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { eventsOf, insertJourneyEvents, nextEventPositions } from '../journeys/journey-events.js';
import { saveJourneys } from '../journeys/save-journeys.js';
import { endDeliveries } from './write-deliveries.js';

/** A journey that a claim has found to be over. */
export interface JourneyOver {
  delivery: { journeyId: string; state: JourneyState };
  end: JourneyEnd;
}

/** Ends journeys, each for its reason, and what they have not had yet. */
export async function endJourneys(
  manager: EntityManager,
  workspaceId: string,
  over: readonly JourneyOver[],
  now: Date,
): Promise<void> {
  if (over.length === 0) return;
  const ended = over.map(({ delivery: { journeyId, state }, end }) => ({
    journeyId,
    state: endJourney(state, end),
  }));
  const ids = ended.map(({ journeyId }) => journeyId);
  const positions = await nextEventPositions(manager, workspaceId, ids);
  await saveJourneys(manager, workspaceId, ended, now);
  await insertJourneyEvents(
    manager,
    workspaceId,
    over.flatMap(({ delivery: { journeyId }, end }) =>
      eventsOf(journeyId, positions.get(journeyId) ?? 0, [{ kind: 'ended', end }]),
    ),
    now,
  );
  await endDeliveries(manager, workspaceId, ids, now);
}
