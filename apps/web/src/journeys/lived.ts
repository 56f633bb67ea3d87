import type { Delivery, JourneyHistoryEvent, JourneyWithHistory } from '@dunwell/contract';
import type { Explanation, StepId } from '@dunwell/language';

/** A branch on the way: the case that was taken (null: otherwise), and those looked at up to it. */
export interface Branched {
  step: StepId;
  taken: string | null;
  cases: { id: string; explanation: Explanation }[];
}

/** Why somebody entered, as it was decided. */
export interface EntryReasons {
  /** null: everybody enters. */
  entry: Explanation | null;
  branches: Branched[];
}

/** What an event may tell beside its kind; which of it, its kind says. */
interface EventDetail {
  taken: string | null;
  cases: Branched['cases'];
  explanation: Explanation;
  waiting: { for: string; until?: number | string | null };
  pass: number;
  end: { kind: string; label?: string; reason?: string; explanation?: Explanation };
}

/** The details of an event; what is not of its kind is not there. */
export const detailOf = ({ detail }: JourneyHistoryEvent): Partial<EventDetail> =>
  typeof detail === 'object' && detail !== null ? detail : {};

/** The reasons of an entry; null where they are no longer kept. */
export function reasonsOf({ explanation }: Pick<JourneyWithHistory, 'explanation'>): EntryReasons | null {
  if (typeof explanation !== 'object' || explanation === null) return null;
  const { entry = null, branches = [] } = explanation as Partial<EntryReasons>;
  return { entry, branches };
}

/** Every branch a journey came through, those before its first step first. */
export function branchesOf(journey: Pick<JourneyWithHistory, 'explanation' | 'events'>): Branched[] {
  const later = journey.events.flatMap((event) => {
    const { taken = null, cases = [] } = detailOf(event);
    return event.kind === 'branched' && event.step !== null ? [{ step: event.step, taken, cases }] : [];
  });
  return [...(reasonsOf(journey)?.branches ?? []), ...later];
}

/** The effect that an event asked for. */
export const deliveryOf = (
  { step, occurrence }: JourneyHistoryEvent,
  deliveries: readonly Delivery[],
): Delivery | undefined =>
  deliveries.find(
    (delivery) =>
      delivery.step === step && delivery.occurrence === (occurrence ?? '') && !delivery.key.endsWith(':undo'),
  );
