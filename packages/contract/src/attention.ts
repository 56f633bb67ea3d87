import type { DeliveryDecision } from './automations.js';
import type { NamedAccount, ListedStep } from './listed.js';
import type { LargeRunDecision } from './missed.js';
import type { Money } from './money.js';

/**
 * What waits for a person: a delivery that could not be carried out (S17), a message that may or may not have arrived
 * (S15), a promise to pay that was broken lately, an evaluation that failed, a run that would act on far more than ever.
 */
export type AttentionKind =
  'delivery' | 'uncertainMessage' | 'brokenPromise' | 'failedEvaluation' | 'largeRun';

export const ATTENTION_KINDS: readonly AttentionKind[] = [
  'delivery',
  'uncertainMessage',
  'brokenPromise',
  'failedEvaluation',
  'largeRun',
];

/** What can be done: decide the delivery or the run, talk to the customer, evaluate the date again. */
export type AttentionAction = DeliveryDecision | LargeRunDecision | 'call' | 'evaluate';

/** An entry of `GET /api/v1/attention`, the latest first. */
export interface AttentionItem {
  /** Unique among the entries. */
  id: string;
  kind: AttentionKind;
  /** Why, stable: `noEmailAddress`, `tooLate`, `lostWhileSending`, `promiseBroken`, `evaluationFailed` … */
  code: string;
  /** Why, in words with what to do. */
  words: string;
  account: NamedAccount | null;
  /** null: no automation has to do with it. */
  automation: { id: string; name: string } | null;
  step: Pick<ListedStep, 'step' | 'stepLabel'> | null;
  /** What the account owes past due now; of a promise, what was promised, or else what is overdue. */
  amount: Money | null;
  /** Since when it waits. */
  since: string;
  actions: AttentionAction[];
  /** The delivery to decide on. */
  delivery: string | null;
  /** The promise that was broken. */
  hold: string | null;
  /** The evaluation that failed, or whose run waits. */
  evaluation: { date: string; timeZone: string } | null;
}

/** `GET /api/v1/attention`: what is absent does not narrow. */
export interface AttentionFilter {
  kind?: AttentionKind;
  code?: string;
  automationId?: string;
  step?: string;
  /** The account's key. */
  account?: string;
}

/** Entries of one kind for one reason from one step; `GET /api/v1/attention/groups`, the largest first. */
export interface AttentionGroup {
  kind: AttentionKind;
  code: string;
  /** "3 accounts have no email address." */
  words: string;
  automation: { id: string; name: string } | null;
  step: Pick<ListedStep, 'step' | 'stepLabel'> | null;
  count: number;
  /** Some of the accounts, at most 3. */
  accounts: NamedAccount[];
  /** What they come to, each account counted once. */
  amounts: Money[];
  /** Since when the oldest and the latest wait. */
  since: string;
  latest: string;
  actions: AttentionAction[];
}

/** `POST /api/v1/attention/decide`: at most 200 deliveries, all of them or none. */
export interface DecideAttentionRequest {
  /** Keys of deliveries that need attention or are uncertain. */
  deliveries: string[];
  decision: DeliveryDecision;
}
