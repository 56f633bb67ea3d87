import type { ActionKind, ComparisonExplanation, HoldReason, Subject } from '@dunwell/language';
import type { DeliveryStatus, HeldBackReason, Journey } from './automations.js';
import type { MissedBecause } from './missed.js';

/** What an entry of an account's history is about. */
export const HISTORY_GROUPS = ['billing', 'decisions', 'messages', 'tasks'] as const;

export type HistoryGroup = (typeof HISTORY_GROUPS)[number];

/** `GET /api/v1/accounts/{key}/history?group=`: everything that happened up to business now, the latest first. */
export type HistoryEntry = HistoryCommon & HistoryEvent;

export interface HistoryCommon {
  /** Unique in the history of the account, and stable. */
  id: string;
  group: HistoryGroup;
  at: string;
  /** Its date in the account's zone. */
  date: string;
}

/** Amounts are minor units of the account's currency; invoices are named by their number. */
export type HistoryEvent =
  | { kind: 'invoiceIssued'; invoice: string; total: number; dueOn: string }
  | ({ kind: 'invoicePastDue'; invoice: string; remaining: number; dueOn: string } & BalanceChange)
  | { kind: 'invoicePaid'; invoice: string; total: number }
  | ({ kind: 'invoiceVoid' | 'invoiceWrittenOff' | 'invoiceReopened'; invoice: string } & BalanceChange)
  | ({ kind: 'paymentSucceeded'; automatic: boolean } & MoneyMoved)
  | ({ kind: 'paymentRefunded' | 'paymentChargedBack' } & MoneyMoved)
  | { kind: 'paymentPending'; reference: string; amount: number; invoices: string[] }
  | {
      kind: 'paymentFailed';
      reference: string;
      amount: number;
      invoices: string[];
      automatic: boolean;
      failureCode: string | null;
      failureKind: string | null;
    }
  | ({ kind: 'credit' } & MoneyMoved)
  | { kind: 'subscriptionChanged'; subscription: string; plan: string | null; status: string }
  | {
      kind: 'paymentMethodChanged';
      paymentMethod: string;
      type: string;
      brand: string | null;
      status: string;
      expiresOn: string | null;
    }
  | { kind: 'tagAdded' | 'tagRemoved'; tag: string }
  | ({ kind: 'holdPlaced' | 'holdLifted' | 'holdOver' } & HeldPlace)
  | ({ kind: 'promiseKept' | 'promiseBroken' } & HeldPlace)
  /** `reasons`: the comparisons of the cases it took, or of its entry where it took none. */
  | ({ kind: 'entered'; path: string[]; reasons: ComparisonExplanation[] } & Decided & { journeyId: string })
  | ({ kind: 'journeyEnded'; status: Journey['status']; because: string | null } & ByAutomation & {
        journeyId: string;
      })
  | ({ kind: 'heldBack'; reason: HeldBackReason; step: string; delivery: string } & ByAutomation)
  | ({ kind: 'missed'; because: MissedBecause; dismissed: boolean } & Decided)
  | ({ kind: 'notActedOn'; because: 'endedBeforeActing' | 'excluded' } & Decided)
  | ({
      kind: 'messageSent';
      delivery: string;
      step: string;
      audience: string;
      title: string;
      recipients: string[];
    } & ByAutomation)
  /** An effect that is no message, or one that did not come off. */
  | ({
      kind: 'effect';
      delivery: string;
      action: ActionKind;
      step: string;
      status: Exclude<DeliveryStatus, 'due' | 'claimed' | 'sending' | 'ended'>;
      problem: string | null;
    } & ByAutomation)
  | ({ kind: 'taskCreated'; task: string; title: string; dueOn: string; status: string } & ByAutomation);

export type HistoryKind = HistoryEvent['kind'];

/** The overdue balance after it, and what it did to the streak. */
export interface BalanceChange {
  overdue: number;
  /** Days in a row of a streak that it ended. */
  streak: { kind: 'opened' } | { kind: 'ended'; days: number } | null;
}

export type MoneyMoved = BalanceChange & { reference: string; amount: number; invoices: string[] };

export interface HeldPlace {
  hold: string;
  invoice: string | null;
  reason: HoldReason;
  /** The last date it covers; null: no end. */
  until: string | null;
  note: string | null;
  author: string;
  promisedAmount: number | null;
}

/** A decision about a business date: whether facts it was made on have changed since (S7). */
export type Decided = ByAutomation & { decidedFor: string; factsChanged: boolean };

export interface ByAutomation {
  automationId: string;
  automation: string;
  version: number;
  /** What it was about. */
  subject: { kind: Subject; key: string };
}
