import type { HeldBackReason } from './automations.js';
import type { ListedStep } from './listed.js';

/**
 * What became of a message: waiting for its turn, held back (S14), on its way, sent, kept in the built-in outbox,
 * perhaps sent (S15), waiting for a person (S17), failed, said by a person to have arrived, or never sent since its
 * journey ended or somebody skipped it.
 */
export type MessageState =
  | 'queued'
  | 'heldBack'
  | 'sending'
  | 'sent'
  | 'outbox'
  | 'uncertain'
  | 'needsAttention'
  | 'failed'
  | 'confirmed'
  | 'notSent';

export const MESSAGE_STATES: readonly MessageState[] = [
  'queued',
  'heldBack',
  'sending',
  'sent',
  'outbox',
  'uncertain',
  'needsAttention',
  'failed',
  'confirmed',
  'notSent',
];

export type MessageAudience = 'customer' | 'team';

/** An entry of `GET /api/v1/messages`: an e-mail of an automation, sent or not. */
export interface Message extends ListedStep {
  /** The key of the delivery it belongs to. */
  delivery: string;
  journeyId: string;
  /** The account's key. */
  account: string;
  accountName: string | null;
  audience: MessageAudience;
  state: MessageState;
  /** null: not known before it is rendered. */
  recipients: string[] | null;
  /** As rendered; before that, as the step has it, its variables in words. */
  subject: string;
  isRendered: boolean;
  /** `outbox`: no mail server is set up, it was kept and not sent; null: it did neither. */
  transport: 'smtp' | 'outbox' | null;
  /** What it is listed by: when it was sent or decided on, else when it was first to go out. */
  at: string;
  sentAt: string | null;
  /** When it is tried next; null: when the account's facts change, or never. */
  dueAt: string | null;
  heldBecause: HeldBackReason | null;
  attempts: number;
  /** Why the last attempt failed, in words. */
  problem: string | null;
  problemCode: string | null;
}

/** `GET /api/v1/messages/{key}`. */
export interface MessageWithContent extends Message {
  /** null: not rendered yet; that happens when it goes out, from the facts of then (S14). */
  text: string | null;
  /** To be shown in a sandbox only. */
  html: string | null;
  attemptsMade: MessageAttempt[];
}

export interface MessageAttempt {
  attempt: number;
  at: string;
  outcome: 'done' | 'retry' | 'refused' | 'uncertain' | 'released' | 'underWay';
  detail: string | null;
}

/** `GET /api/v1/messages`, the latest first: what is absent does not narrow; those never sent only by their state. */
export interface MessageFilter {
  /** The account's key. */
  account?: string;
  audience?: MessageAudience;
  state?: MessageState;
  automationId?: string;
  /** In the subject or an address, whatever its case. */
  search?: string;
}
