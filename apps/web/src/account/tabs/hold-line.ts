import type { AccountHold } from '@dunwell/contract';
import { formatMoney } from '../../format/money.js';
import { HOLD_REASON_WORDS } from '../../parts/holds/hold-words.js';
import { capital } from '../../format/spoken.js';

/** What is held and why: "Account: promise to pay, €160.00". */
export function holdTitle(
  { invoice, reason, leaveOut, promisedAmount }: AccountHold,
  currency: string,
): string {
  const amount = promisedAmount === null ? '' : `, ${formatMoney(promisedAmount, currency)}`;
  const out = leaveOut && invoice !== null ? ', left out of balances' : '';
  return `${invoice ?? 'Account'}: ${HOLD_REASON_WORDS[reason]}${amount}${out}`;
}

/** From when, where that lies ahead, until when. */
export function holdWhen({ from, until }: AccountHold, today: string, day: (date: string) => string): string {
  const begins = from > today ? `From ${day(from)} ` : '';
  const ends = until === null ? 'without an end' : `until ${day(until)}`;
  return begins === '' ? capital(ends) : begins + ends;
}
