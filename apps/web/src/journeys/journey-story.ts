import type { Delivery, JourneyHistoryEvent, JourneyWithHistory } from '@dunwell/contract';
import {
  explanationInWords,
  type AutomationDocument,
  type CatalogueContext,
  type ConditionInWords,
  type Explanation,
  type Step,
} from '@dunwell/language';
import { stepCards } from '../canvas/cards/step-card.js';
import { branchesOf, deliveryOf, detailOf, reasonsOf, type Branched } from './lived.js';

/** One thing a journey lived through, in the order of time. */
export interface StoryEntry {
  id: string;
  at: string;
  title: string;
  /** What it was, in a few words. */
  detail: string;
  /** The step it belongs to; null: beginning and end. */
  step: Step | null;
  /** What was asked, and found. */
  reasons: Reason[];
  /** The effect it asked for. */
  delivery: Delivery | null;
  /** The instant a wait ends by time alone; null: none. */
  until: string | null;
  /** When it really ended; null: not yet, or there is none. */
  over: string | null;
}

export interface Reason {
  title: string;
  /** It is no fault that something of it does not hold. */
  calm: boolean;
  lines: ConditionInWords[];
}

/** What a journey lived through, told by the version it is on. */
export function journeyStory(
  journey: JourneyWithHistory,
  document: AutomationDocument,
  context: CatalogueContext,
): StoryEntry[] {
  const telling: Telling = {
    journey,
    document,
    cards: stepCards(document, context),
    inWords: (explanation) => explanationInWords(explanation, document, context),
  };
  const told = journey.events.flatMap((event, index) => {
    const tell = TELL[event.kind];
    return tell ? [{ ...blank(event, index, telling), ...tell(event, telling) }] : [];
  });
  return [...beginning(telling), ...told];
}

interface Telling {
  journey: JourneyWithHistory;
  document: AutomationDocument;
  cards: ReturnType<typeof stepCards>;
  inWords: (explanation: Explanation) => ConditionInWords[];
}

function blank(event: JourneyHistoryEvent, index: number, { document, cards }: Telling): StoryEntry {
  const { step, occurrence, at, kind } = event;
  const card = step === null ? undefined : cards.get(step);
  return {
    id: `${step ?? ''} ${occurrence ?? ''} ${index}`,
    at,
    title: card?.title ?? step ?? kind,
    detail: occurrence ? `Pass ${occurrence}` : '',
    step: (step === null ? undefined : document.steps[step]) ?? null,
    reasons: [],
    delivery: null,
    until: null,
    over: null,
  };
}

function beginning(telling: Telling): StoryEntry[] {
  const { journey, inWords } = telling;
  const reasons = reasonsOf(journey);
  const at = journey.enteredAt;
  const entry: StoryEntry = {
    id: 'entry',
    at,
    title: 'Entered',
    detail: reasons ? '' : 'Its reasons are no longer kept',
    step: null,
    reasons: reasons?.entry ? [{ title: 'Who enters', calm: false, lines: inWords(reasons.entry) }] : [],
    delivery: null,
    until: null,
    over: null,
  };
  const first = (reasons?.branches ?? []).map((branched, index): StoryEntry => ({
    ...blank({ at, kind: 'branched', step: branched.step, occurrence: null, detail: null }, index, telling),
    id: `before ${branched.step}`,
    ...branchWords(branched, telling),
  }));
  return [entry, ...first];
}

type Tell = (event: JourneyHistoryEvent, telling: Telling) => Partial<StoryEntry>;

const ENDS_OF_WAITS: ReadonlySet<string> = new Set(['waitOver', 'met', 'timedOut', 'passStarted']);

const endsWait = (later: JourneyHistoryEvent, { step, occurrence, at }: JourneyHistoryEvent): boolean =>
  ENDS_OF_WAITS.has(later.kind) && later.step === step && later.occurrence === occurrence && later.at > at;

/** What is told of each kind of event; others, such as a wait's end, are told with what they belong to. */
const TELL: Readonly<Partial<Record<string, Tell>>> = {
  branched: (event, telling) => {
    const [branched] = branchesOf({ explanation: null, events: [event] });
    return branched ? branchWords(branched, telling) : {};
  },
  act: (event, { journey }) => ({ delivery: deliveryOf(event, journey.deliveries) ?? null }),
  waits: (event, { journey }) => {
    const until = detailOf(event).waiting?.until ?? null;
    const end = journey.events.find((later) => endsWait(later, event));
    return {
      until: until === null ? null : new Date(until).toISOString(),
      over: end?.at ?? journey.endedAt,
    };
  },
  met: (event, telling) => ({ detail: 'It holds now', reasons: askedWords(event, telling) }),
  timedOut: (event, telling) => ({ detail: 'It did not come to hold', reasons: askedWords(event, telling) }),
  passStarted: (event) => ({ detail: `Pass ${detailOf(event).pass ?? ''}`.trim() }),
  ended: (event, { journey, inWords }) => {
    const { explanation } = detailOf(event).end ?? {};
    return {
      title: END_WORDS[journey.status],
      detail: journey.endedBecause ?? '',
      reasons: explanation
        ? [{ title: journey.endedBecause ?? 'Exit', calm: true, lines: inWords(explanation) }]
        : [],
    };
  },
};

/** How a journey stands, in a word or two. */
export const END_WORDS: Readonly<Record<JourneyWithHistory['status'], string>> = {
  underWay: 'Under way',
  completed: 'Completed',
  exited: 'Left early',
  ended: 'Ended',
  superseded: 'A newer one took its place',
  expired: 'Held back for too long',
};

function branchWords({ step, taken, cases }: Branched, { document, inWords }: Telling): Partial<StoryEntry> {
  const branch = document.steps[step];
  const labelOf = (id: string | null): string =>
    (branch?.kind === 'branch'
      ? (branch.cases.find((one) => one.id === id)?.label ?? branch.otherwise.label)
      : id) ?? '';
  return {
    detail: `Took “${labelOf(taken)}”`,
    reasons: cases.map(({ id, explanation }) => ({
      title: labelOf(id),
      calm: true,
      lines: inWords(explanation),
    })),
  };
}

function askedWords(event: JourneyHistoryEvent, { inWords }: Telling): Reason[] {
  const { explanation } = detailOf(event);
  return explanation ? [{ title: 'What was asked', calm: true, lines: inWords(explanation) }] : [];
}
