import type { MovementCause } from './ribbon.js';

const STATUS_WORDS = {
  void: 'voided',
  uncollectible: 'written off',
  draft: 'taken back',
  open: 'open again',
} as const;

/** What moved the overdue balance, in a few words: "INV-1 past due", "€20.00 paid"; `money` writes minor units. */
export function movementCauseWords(cause: MovementCause, money: (amount: number) => string): string {
  switch (cause.kind) {
    case 'invoicePastDue':
      return `${cause.invoice} past due`;
    case 'invoiceStatus':
      return `${cause.invoice} ${STATUS_WORDS[cause.status]}`;
    case 'invoiceLeftOut':
      return `${cause.invoice} left out`;
    case 'invoiceBroughtBack':
      return `${cause.invoice} counts again`;
    case 'payment':
      return `${money(cause.amount)} paid`;
    case 'credit':
      return `${money(cause.amount)} credited`;
    case 'refund':
      return `Refund of ${money(cause.amount)}`;
    case 'chargeback':
      return `Chargeback of ${money(cause.amount)}`;
    case 'moneyApplied':
      return `Money set against ${cause.invoice}`;
  }
}
