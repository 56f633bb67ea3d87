import type { EpochDay } from '@dunwell/engine';
import type { Bill, Received } from './member-book.js';
import type { Member } from './member.js';
import { runLate, writeOff } from './run-late.js';
import type { Span } from './span.js';
import { COLLECTED_AT, DEBIT_DAYS, inDaytime, type Teller } from './teller.js';

/** Of debits that arrived before, nobody wants to know when they began. */
const DEBITS_TOLD_FOR = 6;

/** What becomes of a bill in the end; answers the day on which it is paid, null where it never is. */
export function settle(teller: Teller, bill: Bill): EpochDay | null {
  const paidOn = tellEnd(teller, bill);
  const wasLate = paidOn === null || paidOn > bill.dueOn;
  // Those who paid on the day before it are part of what its first evaluation finds.
  if (wasLate && (paidOn ?? Infinity) >= teller.span.liveFrom - 2) teller.book.isRestless();
  return paidOn;
}

function tellEnd(teller: Teller, bill: Bill): EpochDay | null {
  const { member, book, random } = teller;
  if (random.chance(0.006)) {
    book.closeBill(bill, 'void', inDaytime(random, bill.dueOn - random.between(4, 10)));
    return bill.dueOn;
  }
  if (random.chance(latenessOf(member, bill.dueOn, teller.span))) return runLate(teller, bill);
  const received = payOnTime(teller, bill);
  if (member.means !== 'card') return bill.dueOn;
  if (random.chance(0.004)) book.givesBack(received, inDaytime(random, bill.dueOn + random.between(3, 12)));
  else if (random.chance(0.008)) return chargeBack(teller, bill, received);
  return bill.dueOn;
}

function payOnTime({ member, book, random, span }: Teller, bill: Bill): Received {
  const due = { day: bill.dueOn, minute: COLLECTED_AT };
  if (member.means === 'card') return book.pays(bill, bill.total, due, 'CARD');
  if (member.means === 'debit') {
    if (bill.dueOn < span.today - DEBITS_TOLD_FOR) return book.pays(bill, bill.total, due, 'DEBIT');
    const begins = { day: bill.dueOn - DEBIT_DAYS, minute: 18 * 60 };
    return book.isDebited(bill, bill.total, { begins, arrives: due });
  }
  return book.pays(bill, bill.total, inDaytime(random, bill.dueOn - random.between(0, 6)), 'TRF');
}

/** The bank takes a card payment back weeks later; most pay once more. */
function chargeBack(teller: Teller, bill: Bill, received: Received): EpochDay | null {
  const { book, random } = teller;
  const day = bill.dueOn + random.between(14, 38);
  book.chargesBack(received, inDaytime(random, day));
  if (random.chance(0.25)) return writeOff(teller, bill, day);
  const paidOn = day + random.between(4, 34);
  book.pays(bill, bill.total, inDaytime(random, paidOn), 'TRF');
  return paidOn;
}

const LATE: Readonly<Record<Member['temper'], number>> = {
  prompt: 0.14,
  forgetful: 0.6,
  chronic: 0.9,
  vanishing: 0.4,
};

/** By month, January first: after holidays money is short. */
const SEASON = [1.2, 0.95, 0.88, 0.92, 1, 1, 1.15, 1.35, 1.08, 0.9, 0.95, 1.15];
const DAYS_PER_YEAR = 365.25;

/** How probable it is that a bill is not paid in time; a little more so from month to month. */
function latenessOf({ temper, means }: Member, dueOn: EpochDay, { first, today }: Span): number {
  const month = Math.floor(((dueOn % DAYS_PER_YEAR) / DAYS_PER_YEAR) * SEASON.length);
  const drift = 0.85 + (0.3 * (dueOn - first)) / (today - first);
  const byHand = means === 'none' || means === 'transfer' ? 1.25 : 1;
  return Math.min(0.95, LATE[temper] * (SEASON[month] ?? 1) * drift * byHand);
}
