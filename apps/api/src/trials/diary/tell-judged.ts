import type { DiaryEntry } from '@dunwell/contract';
import type { Instant } from '@dunwell/engine';
import { explanationInWords, findEvent, SUBJECT_WORDS } from '@dunwell/language';
import type { AutomationInWorkspace } from '../../runtime/decide/automation-in-workspace.js';
import type { Judged, JudgedSubject } from './diary.js';
import { armWords } from './tell-journey.js';

/** What was decided about somebody, or about several of whom the entry does not hold. */
export type ToldVerdict = Pick<DiaryEntry, 'kind' | 'words' | 'journey'> & {
  at: Instant;
  /** null: of several. */
  about: JudgedSubject['subject'] | null;
};

/** What was decided at a moment, in words: whoever enters or might have by name, the others together. */
export function tellJudged(
  automation: AutomationInWorkspace,
  { moment, event, subjects }: Judged,
): ToldVerdict[] {
  const { at } = moment;
  const why = event === undefined ? '' : `${eventWords(automation, event.cause.name)}: `;
  const unmatched = subjects.filter(({ decision }) => decision.kind === 'noMatch');
  const together = unmatched.length > 1;
  const named = together ? subjects.filter((one) => !unmatched.includes(one)) : subjects;
  const told = named.map((one): ToldVerdict => ({
    at,
    about: one.subject,
    journey: one.journey,
    kind: one.verdict === 'enters' ? 'enters' : 'staysOut',
    words: why + verdictWords(automation, one),
  }));
  if (!together) return told;
  const { subject } = automation.prepared.document;
  const words = `${why}the entry holds of none of ${unmatched.length} ${SUBJECT_WORDS[subject]}s`;
  return [...told, { at, about: null, journey: null, kind: 'staysOut', words }];
}

/** "a payment fails" */
const eventWords = ({ context }: AutomationInWorkspace, name: string): string =>
  findEvent(name, context.customEvents)?.words ?? name;

function verdictWords(automation: AutomationInWorkspace, { verdict, decision }: JudgedSubject): string {
  switch (verdict) {
    case 'enters':
      return enterWords(automation, decision);
    case 'enteredBefore':
      return 'does not enter again: it has entered before';
    case 'excluded':
      return 'does not enter: a hold leaves the account out';
    case 'staysOut':
      return `does not enter: ${reasonWords(automation, decision)}`;
  }
}

function enterWords({ prepared }: AutomationInWorkspace, decision: JudgedSubject['decision']): string {
  const branches = decision.kind === 'enter' ? decision.branches : [];
  const arms = branches.map(({ step, taken }) => armWords(prepared, step, taken));
  return ['enters', ...arms].join(', ');
}

function reasonWords(
  { prepared, context }: AutomationInWorkspace,
  decision: JudgedSubject['decision'],
): string {
  switch (decision.kind) {
    case 'noMatch':
      return explanationInWords(decision.entry, prepared.document, context)
        .filter(({ kind, mark }) => kind === 'comparison' && mark === 'fails')
        .map(({ label, required, actual }) => `${label} ${required ?? ''}: ${actual ?? ''}`)
        .join('; ');
    case 'noStep':
      return [
        'the entry holds, but no arm leads to an effect',
        ...decision.branches.map(({ step, taken }) => armWords(prepared, step, taken)),
      ].join(', ');
    case 'exitHolds':
      return `an exit holds, ${decision.exit.exit.label}`;
    case 'tooSoon':
      return `it started on ${decision.lastStartOn}, too short a time ago`;
    case 'enter':
    case 'failed':
      throw new Error(`Nobody stays out by "${decision.kind}".`);
  }
}
