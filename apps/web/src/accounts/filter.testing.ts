import type { AccountFilter } from '@dunwell/contract';

/** A filter that asks for everything a filter can ask for. */
export const EVERYTHING: Required<AccountFilter> = {
  q: 'ann',
  pastDue: true,
  outstanding: false,
  currency: 'EUR',
  overdueMin: 1,
  overdueMax: 2,
  streakDaysMin: 3,
  streakDaysMax: 4,
  tag: 'a',
  plan: 'b',
  country: 'DE',
  onHold: false,
  promise: 'kept',
  failedPayments: 5,
  noPaymentMethod: true,
  cardExpiresInDays: 6,
  enteredPastDueOn: '2026-01-01',
  leftPastDueOn: '2026-01-02',
  contactedInLast: 7,
  paidWithin: 8,
  underWayIn: 'a1',
};
