import type { ListedInvoice } from '@dunwell/contract';
import { formatMoney } from '../../format/money.js';

/** What one should know of an open invoice besides what remains; null: nothing. */
export function invoiceNote(
  { leftOut, disputed, hold, total, remaining, currency, lastFailure }: ListedInvoice,
  day: (date: string) => string,
): string | null {
  const until = hold?.until ? ` until ${day(hold.until)}` : '';
  const notes = [
    leftOut ? `left out${until}` : disputed ? 'disputed' : hold ? `on hold${until}` : null,
    remaining < total ? `of ${formatMoney(total, currency)}` : null,
    lastFailure === null ? null : 'payment refused',
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(', ');
}
