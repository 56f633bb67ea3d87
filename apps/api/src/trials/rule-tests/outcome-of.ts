import type {
  RuleTestAction,
  RuleTestEnd,
  RuleTestJourney,
  RuleTestMessage,
  RuleTestOutcome,
} from '@dunwell/contract';
import type { JourneyEnd, LocalCalendar } from '@dunwell/engine';
import type { Subject } from '@dunwell/language';
import type { DiaryJourney } from '../diary/diary.js';
import type { Told } from '../diary/tell-journey.js';

export interface Lived {
  journey: DiaryJourney;
  /** What it lived through, effects taken back included. */
  told: readonly Told[];
}

/** What the journeys of an example came to, as tests compare it: each part in the order of time. */
export function outcomeOf(
  lived: readonly Lived[],
  { subject, calendar }: { subject: Subject; calendar: LocalCalendar },
): RuleTestOutcome {
  const named = ({ journey }: Lived): { subject?: string } =>
    subject === 'account' ? {} : { subject: journey.subject.subjectKey };
  const inTime = lived
    .flatMap((one) => one.told.map((told) => ({ ...told, named: named(one) })))
    .sort((a, b) => a.at - b.at);
  return {
    journeys: lived.map((one): RuleTestJourney => ({
      on: one.journey.date,
      ...named(one),
      path: one.journey.entered.path,
      end: endOf(one.journey, calendar),
    })),
    actions: inTime.flatMap(({ at, kind, step, named: who }): RuleTestAction[] =>
      step !== null && isResult(kind) ? [{ on: calendar.dateAt(at), ...who, step, result: kind }] : [],
    ),
    messages: inTime.flatMap(({ at, message }): RuleTestMessage[] =>
      message === null
        ? []
        : [{ on: calendar.dateAt(at), to: message.to, subject: message.subject, text: message.text }],
    ),
  };
}

const RESULTS: ReadonlySet<string> = new Set<RuleTestAction['result']>([
  'done',
  'alreadyDone',
  'lacks',
  'takenBack',
]);

const isResult = (kind: string): kind is RuleTestAction['result'] => RESULTS.has(kind);

function endOf({ played }: DiaryJourney, calendar: LocalCalendar): RuleTestEnd | null {
  const { ended } = played.journey;
  const last = played.trace.at(-1);
  if (ended === null || last === undefined) return null;
  return {
    on: calendar.dateAt(last.at),
    reason: reasonOf(ended),
    exit: ended.kind === 'exit' ? ended.exit : null,
  };
}

function reasonOf({ kind }: JourneyEnd): RuleTestEnd['reason'] {
  if (kind === 'stopped') throw new Error('Nobody stops a journey of a trial.');
  return kind;
}
