import { fromEpochDay } from '@dunwell/engine';
import { GERMANY } from './markets.js';
import { HANNA } from './member-book.js';
import { MONTHLY, STUDIO_PLUS } from './plans.js';
import type { Script } from './scripted.js';
import { monthsAfter } from './span.js';
import { COLLECTED_AT, inDaytime, TERM, type Teller } from './teller.js';

const INSUFFICIENT_FUNDS = { kind: 'CARD' as const, code: 'insufficient_funds', hard: false };

/**
 * The account with the long history: late more than once, a promise kept, a payment charged back, and a streak that is
 * on day 14 today, which a payment in between has handed from one invoice to the next instead of ending it (S4).
 */
export const MARTA: Script = {
  index: 183,
  member: ({ today }) => ({
    card: { brand: 'visa', expiresOn: fromEpochDay(monthsAfter(today, 2)).slice(0, 7) },
    name: 'Marta Lindqvist',
    email: 'marta@lindqvist.example',
    market: GERMANY,
    studio: 'Hamburg',
    language: 'en',
    tags: ['evening', 'founder'],
    plan: STUDIO_PLUS,
    interval: MONTHLY,
    price: STUDIO_PLUS.monthly.EUR,
    joinedOn: monthsAfter(today + 7, -20),
    endsOn: null,
    pausedOn: null,
    trial: false,
    means: 'card',
    temper: 'forgetful',
  }),
  tell: (teller) => {
    tellMonths(teller);
    tellStreak(teller);
  },
};

const MONTHS_TOLD = 17;

/** One bill a month, the last of them due in a week. */
function tellMonths(teller: Teller): void {
  const { book, random, span, member } = teller;
  const { today } = span;
  for (let back = MONTHS_TOLD; back >= 0; back -= 1) {
    const dueOn = monthsAfter(today + 7, -back);
    const bill = book.bill({ issuedOn: dueOn - TERM, dueOn, total: member.price, automatic: true });
    const collected = { day: dueOn, minute: COLLECTED_AT };
    const refused = (day: number): void =>
      book.isRefused(bill, { day, minute: COLLECTED_AT }, INSUFFICIENT_FUNDS);
    if (back === 11) {
      refused(dueOn);
      book.pays(bill, bill.total, { day: dueOn + 4, minute: COLLECTED_AT }, 'CARD');
    } else if (back === 7) {
      refused(dueOn);
      refused(dueOn + 3);
      book.pays(bill, 4_000, inDaytime(random, dueOn + 16), 'TRF');
      book.pays(bill, bill.total - 4_000, inDaytime(random, dueOn + 34), 'TRF');
    } else if (back === 3) {
      refused(dueOn);
      const until = fromEpochDay(today - 57);
      const promise = { reason: 'promiseToPay' as const, until, promisedAmount: bill.total };
      book.hold({ ...promise, note: 'Pays when the salary is in.' }, inDaytime(random, today - 61), HANNA);
      book.pays(bill, bill.total, inDaytime(random, today - 58), 'TRF');
    } else if (back === 2) {
      refused(dueOn);
      const received = book.pays(bill, bill.total, { day: today - 47, minute: COLLECTED_AT }, 'CARD');
      book.chargesBack(received, inDaytime(random, today - 35));
      book.pays(bill, bill.total, inDaytime(random, today - 25), 'TRF');
    } else if (back > 0) {
      book.pays(bill, bill.total, collected, 'CARD');
    }
  }
}

/** Three bills beside the plan: the first is paid while the second is past due already. */
function tellStreak({ book, random, span }: Teller): void {
  const { today } = span;
  const bill = (dueAgo: number, total: number) =>
    book.bill({ issuedOn: today - dueAgo - TERM, dueOn: today - dueAgo, total, automatic: dueAgo === 14 });
  const course = bill(14, 8_900);
  book.isRefused(course, { day: today - 14, minute: COLLECTED_AT }, INSUFFICIENT_FUNDS);
  bill(12, 9_600);
  bill(5, 6_400);
  book.pays(course, course.total, inDaytime(random, today - 5), 'TRF');
  book.isRestless();
}
