import type { AttentionAction, AttentionKind } from '@dunwell/contract';
import { formatDate, formatMoney } from '@dunwell/language';

/** What an entry says of itself, as far as its words are made of it. */
export interface ToSay {
  kind: AttentionKind;
  code: string;
  /** What the delivery or the evaluation says; empty: nothing. */
  words: string;
  currency: string | null;
  /** What was promised; null: all that is overdue. */
  promised: number | null;
  /** Of a promise. */
  lastDate: string | null;
  /** Of an evaluation. */
  date: string | null;
  timeZone: string | null;
}

/** Why an entry waits, in words. */
export function attentionWords(entry: ToSay): string {
  return WORDS[entry.kind](entry);
}

const WORDS: Readonly<Record<AttentionKind, (entry: ToSay) => string>> = {
  delivery: ({ words }) => words || 'It could not be carried out.',
  uncertainMessage: ({ words }) => words || 'It may or may not have arrived.',
  brokenPromise: ({ promised, currency, lastDate }) => {
    const what = promised === null || currency === null ? '' : ` ${formatMoney(promised, currency, 'en')}`;
    return `The promise to pay${what} by ${lastDate === null ? 'its date' : formatDate(lastDate, 'en')} was not kept.`;
  },
  failedEvaluation: ({ code, words, date, timeZone }) => {
    const said = words === '' ? '' : ` ${words}`;
    return `${EVALUATIONS[code] ?? ''} on ${date ?? ''} (${timeZone ?? ''}).${said}`;
  },
  largeRun: ({ words, date, timeZone }) =>
    `The run of ${date ?? ''} (${timeZone ?? ''}) waits for a person: ${words}`,
};

const EVALUATIONS: Readonly<Record<string, string>> = {
  evaluationFailed: 'The evaluation could not be finished',
  subjectsFailed: 'Some subjects could not be decided',
  disagreement: 'The query and the engine disagreed, so that nothing was done for some subjects',
};

/** Why entries wait together, in words: those of one reason; where none are kept for it, those of the latest entry. */
export function attentionGroupWords(
  { kind, code }: Pick<ToSay, 'kind' | 'code'>,
  count: number,
  latest: string,
): string {
  const words = GROUP_WORDS[kind === 'delivery' ? code : kind];
  return words === undefined ? latest : words(count);
}

const counted = (one: string, many: string) => (count: number) => `${count} ${count === 1 ? one : many}`;

const GROUP_WORDS: Readonly<Record<string, (count: number) => string>> = {
  noEmailAddress: counted('account has no email address.', 'accounts have no email address.'),
  invalidEmailAddress: counted('email address is not valid.', 'email addresses are not valid.'),
  recipientRefused: counted('address was refused.', 'addresses were refused.'),
  variableNotSet: counted('text lacks a value.', 'texts lack a value.'),
  emptyText: counted('text is empty once it is filled in.', 'texts are empty once they are filled in.'),
  tooLate: counted('step is too late to go on by itself.', 'steps are too late to go on by themselves.'),
  currencyNotCovered: counted(
    'account has a currency that the automation has no amount for.',
    'accounts have a currency that the automation has no amount for.',
  ),
  uncertainMessage: counted('email may or may not have arrived.', 'emails may or may not have arrived.'),
  brokenPromise: counted('promise to pay was broken.', 'promises to pay were broken.'),
  failedEvaluation: counted('evaluation failed.', 'evaluations failed.'),
  largeRun: counted('run would act on far more than ever.', 'runs would act on far more than ever.'),
  noProvider: counted(
    'step has nobody to carry it out: the workspace has no provider.',
    'steps have nobody to carry them out: the workspace has no provider.',
  ),
  commandFailed: counted(
    'command could not be carried out by the provider.',
    'commands could not be carried out by the provider.',
  ),
  outcomeOverdue: counted(
    'command was taken, and its outcome has not been told in time.',
    'commands were taken, and their outcomes have not been told in time.',
  ),
  noPaymentMethod: counted('account has no payment method.', 'accounts have no payment method.'),
  belowMinimum: counted('account owes less than is collected.', 'accounts owe less than is collected.'),
  endpointDown: counted(
    'call was given up: its address keeps failing.',
    'calls were given up: their addresses keep failing.',
  ),
};

/** What can be done about an entry; `canGoOn`: its journey or its evaluation has not ended. */
export function attentionActions(kind: AttentionKind, canGoOn: boolean): AttentionAction[] {
  return ACTIONS[kind].filter((action) => canGoOn || !GOES_ON.has(action));
}

const ACTIONS: Readonly<Record<AttentionKind, readonly AttentionAction[]>> = {
  delivery: ['retry', 'confirm', 'skip'],
  uncertainMessage: ['retry', 'confirm', 'skip'],
  brokenPromise: ['call'],
  failedEvaluation: ['evaluate'],
  largeRun: ['release', 'dismiss'],
};

const GOES_ON: ReadonlySet<AttentionAction> = new Set(['retry', 'evaluate', 'release']);
