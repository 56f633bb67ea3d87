import { advance, mapInTurns, type JourneyState, type Outcome } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import { looksAt } from '../decide/looks-at.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { eventsOf, insertJourneyEvents, nextEventPositions } from '../journeys/journey-events.js';
import { saveJourneys } from '../journeys/save-journeys.js';
import { deliveriesOf, insertDeliveries } from './insert-deliveries.js';
import { mustGet } from '../../platform/must.js';

/** A journey whose delivery has an outcome. */
export interface JourneyWithOutcome {
  journeyId: string;
  automationId: string;
  version: number;
  subjectId: string;
  accountId: string;
  state: JourneyState;
  outcome: Outcome;
}

/**
 * Moves journeys on from the outcomes of their deliveries (in the transaction that records these): saves where they
 * stand, what was decided and the next deliveries. Returns the journeys that now wait for an operator (S17).
 */
export async function advanceJourneys(
  manager: EntityManager,
  workspaceId: string,
  versions: VersionsInWorkspace,
  journeys: readonly JourneyWithOutcome[],
  now: Date,
): Promise<Set<string>> {
  const forOperator = new Set<string>();
  const positions = await nextEventPositions(
    manager,
    workspaceId,
    journeys.map(({ journeyId }) => journeyId),
  );
  for (const group of groupBy(
    journeys,
    ({ automationId, version }) => `${automationId} ${version}`,
  ).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    const looks = await looksAt(manager, automation, group, now.getTime());
    const advanced = await mapInTurns(group, async (before) => {
      const look = mustGet(looks, before.subjectId);
      const { journey: state, decisions } = await advance(
        automation.prepared,
        before.state,
        look,
        before.outcome,
      );
      return { journey: before, state, decisions };
    });
    await saveJourneys(
      manager,
      workspaceId,
      advanced.map(({ journey: { journeyId }, state }) => ({ journeyId, state })),
      now,
    );
    await insertJourneyEvents(
      manager,
      workspaceId,
      advanced.flatMap(({ journey: { journeyId }, decisions }) =>
        eventsOf(journeyId, positions.get(journeyId) ?? 0, decisions),
      ),
      now,
    );
    await insertDeliveries(
      manager,
      workspaceId,
      advanced.flatMap(({ journey, decisions }) => deliveriesOf(journey, decisions)),
      now,
    );
    for (const { journey, decisions } of advanced) {
      if (decisions.some(({ kind }) => kind === 'needsAttention')) forOperator.add(journey.journeyId);
    }
  }
  return forOperator;
}
