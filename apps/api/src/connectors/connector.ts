import type { Money, ProviderSetting, Sender } from '@dunwell/contract';
import type { ActionKind, ActionOf, MessageValues, Subject } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { AccountMoney } from '../billing/billing-writer.js';

/** Everything an effect is made of, read afresh in its claim (S14). */
export interface EffectContext {
  workspaceId: string;
  /** The delivery's idempotency key (S15). */
  key: string;
  automation: { id: string; name: string; version: number };
  journeyId: string;
  step: string;
  accountId: string;
  subject: { kind: Subject; id: string; key: string };
  values: MessageValues;
  /** Whose name messages carry, and where answers to them go. */
  sender: Sender;
  /** The account's language; English where it has none. */
  language: string;
  /** What commands to a provider are made of; null for other kinds. */
  provider: ProviderContext | null;
  /** The business date. */
  date: string;
  /** Business now. */
  now: Date;
}

/** Who carries out commands, and what they are made of. */
export interface ProviderContext {
  /** null: the workspace has chosen nobody. */
  setting: ProviderSetting | null;
  /** What the workspace says is the least to be collected, by currency. */
  minimums: readonly Money[];
  money: AccountMoney;
}

/** What is sent, fixed at the first claim of a webhook and rendered anew for each claim of a message. */
export type Payload = Readonly<Record<string, unknown>>;

/** The effect lacks what it needs: an address, a variable that is not set (S17). */
export interface Lacks {
  kind: 'lacks';
  code: string;
  /** In words, with what to do. */
  problem: string;
}

export type Prepared = { kind: 'ready'; payload: Payload } | Lacks;

/** What became of an attempt outside: the answer says it, or that it is told later. */
export type AttemptOutcome =
  | AnsweredOutcome
  /** Taken; what becomes of it is told under the delivery's key. */
  | { kind: 'accepted'; result: Payload };

/** An outcome that the answer itself says. */
export type AnsweredOutcome =
  | { kind: 'done'; result: Payload }
  /** Try again later; `afterSeconds` where the other side said when. */
  | { kind: 'retry'; code: string; problem: string; afterSeconds?: number }
  /** Trying again would not help. */
  | { kind: 'refused'; code: string; problem: string; failure?: ProviderFailure }
  /** It may have happened: never silently repeated (S15). */
  | { kind: 'uncertain'; code: string; problem: string };

/** Why a provider could not do it, as it calls it, and whether trying again may help; null: it does not say. */
export interface ProviderFailure {
  code: string;
  kind: 'hard' | 'soft' | null;
}

/** An effect outside the database: it leaves after the commit that claimed it (S15). */
export interface OutsideConnector<K extends ActionKind> {
  where: 'outside';
  /** Whether an attempt that began and was never heard of again may have had its effect without a way to tell. */
  uncertainWhenLost: boolean;
  prepare(action: ActionOf<K>, context: EffectContext): Prepared;
  attempt(
    payload: Payload,
    delivery: { workspaceId: string; key: string; now: Date },
  ): Promise<AttemptOutcome>;
  /** What is called, so that it is left alone while it keeps failing; null: nothing outside. */
  endpointOf?(payload: Payload): string | null;
  /**
   * What an effect leaves in the database, in the transaction that records its outcome; answers what is to be remembered
   * with the result, such as what an undo takes back (S22).
   */
  record?(manager: EntityManager, delivery: DoneDelivery): Promise<Payload | undefined>;
}

export interface DoneDelivery {
  workspaceId: string;
  key: string;
  accountId: string;
  payload: Payload;
  result: Payload;
  now: Date;
}

/** One action of one step, with what it is made of. */
export interface InsideEffect<K extends ActionKind> {
  action: ActionOf<K>;
  context: EffectContext;
}

export type InsideOutcome = { kind: 'done'; result: Payload } | Lacks;

/** An effect inside the database, had in the transaction that records it; `changed` says what an undo takes back. */
export interface InsideConnector<K extends ActionKind> {
  where: 'inside';
  /** Many at once, at one business now in one workspace; the outcomes in their order. */
  apply(manager: EntityManager, effects: readonly InsideEffect<K>[]): Promise<InsideOutcome[]>;
}

export type Connector<K extends ActionKind> = OutsideConnector<K> | InsideConnector<K>;
