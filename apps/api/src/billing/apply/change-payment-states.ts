import type { PaymentInput, PaymentStatus } from '@dunwell/contract';
import type { PaymentState } from '../facts/payment-facts.js';
import type { RowContext } from './entity-rules.js';

/** Statuses of money that came: one state, however often it is corrected; the others may happen again and again. */
const OF_MONEY: readonly PaymentStatus[] = ['succeeded', 'refunded', 'chargedBack'];
/** Where two states share their instant, the earlier lasts no time: money decides, then a failure. */
const RANK: Readonly<Record<PaymentStatus, number>> = {
  pending: 0,
  failed: 1,
  succeeded: 2,
  refunded: 2,
  chargedBack: 2,
};

/**
 * The states of a payment after a row about it, in whatever order rows come (S23: pending until the next status). The
 * `at` of a refunded or charged back payment is still the instant its money came; `reversedAt` is when it went (S3).
 */
export function changePaymentStates(
  states: readonly PaymentState[],
  input: PaymentInput,
  { check, zones, now }: RowContext,
): PaymentState[] {
  const at = check.instant('at', input.at ?? input.effectiveAt, zones) ?? undefined;
  const reversedAt = check.instant('reversedAt', input.reversedAt, zones);
  const last = states.at(-1);
  const status = check.required('status', input.status ?? last?.status);
  if (status === undefined || !check.passed()) return [...states];

  const known = findKnown(states, status, at);
  const changed: PaymentState = {
    at: at ?? known?.at ?? now,
    status,
    failureCode:
      input.failureCode === undefined ? (failureOf(known)?.failureCode ?? null) : input.failureCode,
    failureKind:
      input.failureKind === undefined ? (failureOf(known)?.failureKind ?? null) : input.failureKind,
    reversedAt: reversedAt === undefined ? reversalOf(known, status) : reversedAt,
  };
  checkState(changed, { check });
  return check.passed() ? withState(states, known, changed) : [...states];
}

/**
 * The state a row is about: that of the money; else the same status at the same instant. Without an instant it is the
 * last of that status, unless the payment has failed since, which makes it a new attempt.
 */
function findKnown(
  states: readonly PaymentState[],
  status: PaymentStatus,
  at: number | undefined,
): PaymentState | undefined {
  const money = states.find((state) => OF_MONEY.includes(state.status));
  if (OF_MONEY.includes(status)) return money;
  if (at !== undefined) return states.find((state) => state.status === status && state.at === at);
  const last = states.findLast((state) => state.status === status);
  return last === states.at(-1) || money !== undefined ? last : undefined;
}

function failureOf(state: PaymentState | undefined): PaymentState | undefined {
  return state?.status === 'failed' ? state : undefined;
}

/** A payment that is said to have succeeded after all is no longer reversed. */
function reversalOf(known: PaymentState | undefined, status: PaymentStatus): number | null {
  return status === 'succeeded' ? null : (known?.reversedAt ?? null);
}

function checkState(state: PaymentState, { check }: Pick<RowContext, 'check'>): void {
  const { status, at, reversedAt, failureCode, failureKind } = state;
  if (reversedAt !== null && status !== 'refunded' && status !== 'chargedBack') {
    check.refuse(
      'reversedAt',
      'notReversed',
      `reversedAt is for refunded and chargedBack payments; this one is ${status}.`,
    );
  }
  if (status === 'chargedBack' && reversedAt === null) {
    check.refuse(
      'reversedAt',
      'required',
      'A chargedBack payment needs reversedAt: since when its money is gone.',
    );
  }
  if (reversedAt !== null && reversedAt < at) {
    check.refuse('reversedAt', 'beforePayment', 'reversedAt lies before the payment itself (at).');
  }
  if (status !== 'failed' && (failureCode !== null || failureKind !== null)) {
    const field = failureCode === null ? 'failureKind' : 'failureCode';
    check.refuse(field, 'notFailed', `${field} is for failed payments; this one is ${status}.`);
  }
}

function withState(
  states: readonly PaymentState[],
  known: PaymentState | undefined,
  changed: PaymentState,
): PaymentState[] {
  const others = states.filter((state) => state !== known);
  const rival = others.find((state) => state.at === changed.at);
  if (rival !== undefined && RANK[rival.status] > RANK[changed.status]) return [...others];
  return [...others.filter((state) => state !== rival), changed].sort((a, b) => a.at - b.at);
}
