import {
  advance,
  startJourney,
  type JourneyCause,
  type Look,
  type PreparedAutomation,
} from '@dunwell/engine';
import type { HeldBackFacts } from '../../billing/billing-reader.js';
import { newId } from '../../platform/database/ids.js';
import type { JourneyToEnter } from './enter-journeys.js';

/** A subject that was decided to enter, before anybody has looked how it stands now. */
export type StartToPlan = Omit<JourneyToEnter, 'journeyId' | 'state' | 'decisions'> & {
  /** The first step of its journey. */
  first: string;
  /** The streak it was decided in. */
  streakId: string | null;
  /** The event that starts it. */
  event?: JourneyCause;
};

/** A journey to be entered, or why it is over before it began. */
export type PlannedStart =
  { kind: 'enters'; journey: JourneyToEnter } | { kind: 'exitHolds'; exitId: string } | { kind: 'excluded' };

/**
 * Plans a journey on the facts of now, as far as it gets at once: an exit that holds (S13) or a hold that leaves the
 * account out (S14) keeps it from beginning.
 */
export async function planStart(
  prepared: PreparedAutomation,
  { first, streakId, event, ...start }: StartToPlan,
  look: Look,
  held: HeldBackFacts | undefined,
): Promise<PlannedStart> {
  const begun = startJourney(prepared, { first, streakId, ...(event && { event }) }, look);
  const { journey, decisions } = await advance(prepared, begun, look);
  if (journey.ended?.kind === 'exit') return { kind: 'exitHolds', exitId: journey.ended.exit };
  if (held?.holds.some(({ invoiceId, leaveOut }) => invoiceId === null && leaveOut))
    return { kind: 'excluded' };
  return { kind: 'enters', journey: { journeyId: newId(), ...start, state: journey, decisions } };
}
