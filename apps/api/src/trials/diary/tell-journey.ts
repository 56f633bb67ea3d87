import { HELD_BACK_WORDS, type DiaryEntry, type DiaryKind } from '@dunwell/contract';
import type { Instant, LocalCalendar, PreparedAutomation, TimedWaiting, TraceEntry } from '@dunwell/engine';
import { stepLine, type ActionStep } from '@dunwell/language';
import { endWords } from '../test-run/end-words.js';
import { effectName, effectWords } from '../test-run/trial-effect.js';
import type { DiaryJourney } from './diary.js';

/** What an entry says, and where it stands in the document. */
export type Told = Pick<DiaryEntry, 'kind' | 'step' | 'occurrence' | 'words' | 'message'> & { at: Instant };

/** What a journey lived through, in the order of time and in words an operator reads. */
export function tellJourney(
  prepared: PreparedAutomation,
  calendar: LocalCalendar,
  journey: DiaryJourney,
): Told[] {
  const telling: Telling = { prepared, calendar, journey };
  return journey.played.trace.flatMap(({ at, happened }) => {
    const told = (TELL[happened.kind] as Tell<Happened>)(telling, happened);
    if (told === null) return [];
    const occurrence = 'occurrence' in happened && happened.occurrence !== '' ? happened.occurrence : null;
    const step = 'step' in happened ? happened.step : null;
    return [{ at, step, occurrence, message: null, ...told }];
  });
}

/** The local date and time of an instant, "2026-03-14 09:00". */
export const localTime = (calendar: LocalCalendar, at: Instant): string =>
  `${calendar.dateAt(at)} ${calendar.timeAt(at)}`;

interface Telling {
  prepared: PreparedAutomation;
  calendar: LocalCalendar;
  journey: DiaryJourney;
}

type Happened = TraceEntry['happened'];
type InWords = { kind: DiaryKind; words: string } & Partial<Pick<Told, 'message'>>;
type Tell<H> = (telling: Telling, happened: H) => InWords | null;

/** What each thing that happens to a journey says; null: it is told with what comes of it. */
const TELL: { readonly [K in Happened['kind']]: Tell<Extract<Happened, { kind: K }>> } = {
  branched: ({ prepared }, { step, taken }) => ({ kind: 'branch', words: armWords(prepared, step, taken) }),
  act: () => null,
  outcome: tellOutcome,
  needsAttention: () => null,
  heldBack: ({ prepared, calendar }, { step, reason, until }) => ({
    kind: 'heldBack',
    words: `${actionOf(prepared, step)}: held back, ${HELD_BACK_WORDS[reason]}${untilWords(calendar, until)}`,
  }),
  waits: ({ prepared, calendar }, { step, waiting }) => ({
    kind: 'waits',
    words: `${named(prepared, step)}${waitingWords(calendar, waiting)}`,
  }),
  waitOver: ({ prepared }, { step }) => ({ kind: 'goesOn', words: `${named(prepared, step)}: over` }),
  met: ({ prepared }, { step }) => ({ kind: 'goesOn', words: `${named(prepared, step)}: met` }),
  timedOut: ({ prepared }, { step }) => ({ kind: 'goesOn', words: `${named(prepared, step)}: time is up` }),
  passStarted: ({ prepared }, { step, pass }) => ({
    kind: 'goesOn',
    words: `${named(prepared, step)}: pass ${pass}`,
  }),
  ended: (_, { end }) => {
    if (end.kind === 'stopped') throw new Error('Nobody stops a journey of a trial.');
    return { kind: 'ends', words: `ends: ${endWords(end)}` };
  },
};

/** "Which threshold? exactly 14 days". */
export function armWords(prepared: PreparedAutomation, id: string, taken: string | null): string {
  const step = prepared.tree.step(id);
  if (step.kind !== 'branch') throw new Error(`the step "${id}" is no branch`);
  const arm = taken === null ? step.otherwise : step.cases.find((one) => one.id === taken);
  return `${stepLine(step).label} ${arm?.label ?? taken ?? ''}`;
}

function tellOutcome(
  { prepared, journey }: Telling,
  happened: Extract<Happened, { kind: 'outcome' }>,
): InWords {
  const does = actionOf(prepared, happened.step);
  const told = journey.effects.get(effectName(happened));
  if (told === undefined) throw new Error(`Nothing was told of ${happened.step}.`);
  if (told.prepared.kind === 'lacks') {
    const then = told.needsAttention ? ' A person has to see to it.' : '';
    return { kind: 'lacks', words: `${does}: ${told.prepared.problem}${then}` };
  }
  if (told.isDoneAlready) return { kind: 'alreadyDone', words: `${does}: it is so already` };
  const { message } = told.prepared;
  if (message === null) return { kind: 'done', words: does };
  return { kind: 'done', words: `${does} to ${message.to.join(', ')}: “${message.subject}”`, message };
}

const named = ({ tree }: PreparedAutomation, step: string): string => stepLine(tree.step(step)).label;

const actionOf = ({ tree }: PreparedAutomation, step: string): string =>
  effectWords(tree.step(step) as ActionStep);

function waitingWords(calendar: LocalCalendar, waiting: TimedWaiting): string {
  if (waiting.for === 'nextPass') return `: the next pass begins on ${localTime(calendar, waiting.until)}`;
  return waiting.until === null ? '' : `, until ${localTime(calendar, waiting.until)}`;
}

const untilWords = (calendar: LocalCalendar, until: Instant | null): string =>
  until === null ? '' : ` until ${localTime(calendar, until)}`;
