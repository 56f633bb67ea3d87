import { fromEpochDay, type EpochDay } from '@dunwell/engine';
import type { Bill } from './member-book.js';
import { HANNA, TOM } from './member-book.js';
import type { Card, Temper } from './member.js';
import type { Random } from './random.js';
import { monthsAfter } from './span.js';
import { COLLECTED_AT, DEBIT_DAYS, inDaytime, type Teller } from './teller.js';

/** After how many days a late bill is paid: many soon, some after a reminder, some only after the second one. */
const DELAYS: Readonly<Record<Temper, readonly (readonly [readonly [number, number], number])[]>> = {
  prompt: [
    [[1, 7], 48],
    [[8, 13], 18],
    [[14, 18], 18],
    [[19, 29], 8],
    [[30, 35], 8],
  ],
  forgetful: [
    [[1, 7], 22],
    [[8, 13], 12],
    [[14, 18], 12],
    [[19, 29], 11],
    [[30, 35], 13],
    [[36, 60], 18],
    [[61, 95], 12],
  ],
  chronic: [
    [[1, 7], 8],
    [[8, 13], 8],
    [[14, 18], 10],
    [[19, 29], 11],
    [[30, 35], 15],
    [[36, 60], 24],
    [[61, 95], 16],
    [[96, 150], 8],
  ],
  vanishing: [[[8, 29], 1]],
};

const SOFT = [
  'insufficient_funds',
  'insufficient_funds',
  'insufficient_funds',
  'do_not_honor',
  'try_again_later',
] as const;
const HARD = ['expired_card', 'lost_card', 'stolen_card'] as const;
const NOON = 12 * 60;
/** Days after the due date on which a refused payment is tried again. */
const RETRIES = [3];
/** The payment provider tells attempts of so many days. */
const ATTEMPTS_SINCE_DAYS = 240;
/** Holds have been kept since then only; before, people wrote notes. */
const HOLDS_SINCE_DAYS = 60;

/** Tells of a bill that is not paid when it is due; answers when it is, null: never. */
export function runLate(teller: Teller, bill: Bill): EpochDay | null {
  const { member, random } = teller;
  if (member.temper === 'vanishing' ? random.chance(0.75) : random.chance(0.01)) return giveUp(teller, bill);
  const delay = drawDelay(random, member.temper);
  const blocked = refuse(teller, bill, delay);
  if (delay > 10 && random.chance(0.025)) return disputed(teller, bill, delay);
  const rest = delay > 5 && random.chance(0.16) ? payPart(teller, bill, delay) : bill.total;
  if (delay > 8) talkAbout(teller, bill, { delay, rest });
  return payLate(teller, bill, { delay, rest, blocked });
}

function drawDelay(random: Random, temper: Temper): number {
  const [least, most] = random.weighted(DELAYS[temper]);
  return random.between(least, most);
}

/** What is collected automatically is refused on the due date and again some days later; true: the card is of no use any more. */
function refuse({ member, book, random, span }: Teller, bill: Bill, delay: number | null): boolean {
  if (member.means !== 'card' && member.means !== 'debit') return false;
  if (bill.dueOn < span.today - ATTEMPTS_SINCE_DAYS) return false;
  const kind = member.means === 'card' ? 'CARD' : 'DEBIT';
  const hard = kind === 'CARD' && (delay ?? Infinity) > 3 && random.chance(0.22);
  const code = hard ? random.pick(HARD) : random.pick(SOFT);
  book.isRefused(bill, { day: bill.dueOn, minute: COLLECTED_AT }, { kind, code, hard });
  if (hard) {
    const replaced =
      delay === null ? null : { time: { day: bill.dueOn + delay, minute: NOON }, ...newCard(random, bill) };
    book.losesCard({ day: bill.dueOn, minute: COLLECTED_AT + 1 }, replaced);
    return true;
  }
  for (const after of RETRIES) {
    if (after < (delay ?? Infinity))
      book.isRefused(bill, { day: bill.dueOn + after, minute: COLLECTED_AT }, { kind, code, hard });
  }
  return false;
}

function payPart({ book, random }: Teller, bill: Bill, delay: number): number {
  const part = Math.round((bill.total * random.between(30, 60)) / 100 / 100) * 100;
  const day = bill.dueOn + random.between(2, delay - 1);
  book.pays(bill, part, inDaytime(random, day), 'TRF');
  return bill.total - part;
}

/** Some promise a date, some are given time. */
function talkAbout(
  { book, random, span }: Teller,
  bill: Bill,
  { delay, rest }: { delay: number; rest: number },
): void {
  const day = bill.dueOn + random.between(5, Math.min(delay - 1, 26));
  if (day < span.today - HOLDS_SINCE_DAYS) return;
  const time = inDaytime(random, day);
  if (random.chance(0.2)) {
    // Three in five pay by the day they name.
    const paysOn = bill.dueOn + delay;
    const until = random.chance(0.6) ? paysOn + random.between(0, 3) : day + random.between(2, 7);
    const promise = { reason: 'promiseToPay' as const, until: fromEpochDay(until), promisedAmount: rest };
    book.hold({ ...promise, note: random.pick(PROMISES) }, time, HANNA);
  } else if (random.chance(0.04)) {
    const until = fromEpochDay(day + random.between(7, 21));
    book.hold({ reason: 'courtesy', until, note: random.pick(COURTESIES) }, time, TOM);
  }
}

const PROMISES = [
  'Pays when the salary is in.',
  'Called: will transfer it this week.',
  'Pays the rest after the 25th.',
  'Wants to pay at the desk on the next visit.',
] as const;
const COURTESIES = [
  'In hospital, no letters until then.',
  'Moving house; gave us the new address.',
  'We billed the wrong plan last month: some time to look at it.',
] as const;

/** The bill is contested, left out while it is looked at, and half of it given back. */
function disputed({ book, random, span }: Teller, bill: Bill, delay: number): EpochDay {
  const from = bill.dueOn + random.between(2, 6);
  const settledOn = bill.dueOn + delay;
  const credit = Math.round(bill.total / 200) * 100;
  if (from >= span.today - HOLDS_SINCE_DAYS) {
    const until = settledOn > span.today ? {} : { until: fromEpochDay(settledOn - 1) };
    const note = random.pick([
      'Says that the course was cancelled.',
      'Says that the plan was ended in time.',
    ]);
    const hold = { invoice: bill.number, reason: 'dispute' as const, leaveOut: true, note, ...until };
    book.hold(hold, inDaytime(random, from), TOM);
  }
  book.isCredited(bill, credit, { day: settledOn, minute: NOON });
  book.pays(bill, bill.total - credit, { day: settledOn, minute: NOON + 40 }, 'TRF');
  return settledOn;
}

function payLate(
  { member, book, random, span }: Teller,
  bill: Bill,
  { delay, rest, blocked }: { delay: number; rest: number; blocked: boolean },
): EpochDay {
  const day = bill.dueOn + delay;
  const inTheMorning = { day, minute: COLLECTED_AT };
  if (blocked) {
    book.pays(bill, rest, { day, minute: NOON + 4 }, 'CARD');
  } else if (member.means === 'card' && delay <= 7) {
    book.pays(bill, rest, inTheMorning, 'CARD');
  } else if (member.means === 'debit' && day > span.today - 8) {
    const begins = { day: day - DEBIT_DAYS - 1, minute: 18 * 60 };
    book.isDebited(bill, rest, { begins, arrives: inTheMorning });
  } else {
    // Some are given a little for their trouble, or for ours.
    const credit = delay > 12 && random.chance(0.04) ? Math.round(rest / 1_000) * 100 : 0;
    if (credit > 0) book.isCredited(bill, credit, { day, minute: NOON });
    const owed = rest - credit;
    const time = inDaytime(random, day);
    if (random.chance(0.04)) book.paysTooMuch(bill, { owed, paid: owed + 1_000 }, time);
    else book.pays(bill, owed, time, 'TRF');
  }
  return day;
}

function newCard(random: Random, { dueOn }: Bill): Card {
  return {
    brand: random.pick(['visa', 'mastercard']),
    expiresOn: fromEpochDay(monthsAfter(dueOn, 40)).slice(0, 7),
  };
}

/** Nobody pays any more, though some promise it. */
function giveUp(teller: Teller, bill: Bill): null {
  const { book, random, span } = teller;
  const { dueOn } = bill;
  refuse(teller, bill, null);
  const promisedOn = dueOn + random.between(16, 40);
  if (promisedOn >= span.today - HOLDS_SINCE_DAYS && random.chance(0.3)) {
    const until = fromEpochDay(promisedOn + random.between(3, 8));
    const promise = { reason: 'promiseToPay' as const, until, promisedAmount: bill.total };
    book.hold({ ...promise, note: random.pick(PROMISES) }, inDaytime(random, promisedOn), HANNA);
  }
  return writeOff(teller, bill, dueOn);
}

/** The plan ends, others collect, and in the end it is written off, most often. */
export function writeOff({ book, random }: Teller, bill: Bill, since: EpochDay): null {
  const endsOn = since + random.between(62, 80);
  book.subscription({ status: 'cancelled', endedOn: endsOn }, { day: endsOn, minute: NOON });
  book.sends('inCollections', { day: since + 90, minute: NOON });
  if (random.chance(0.8)) {
    const day = since + random.between(125, 180);
    book.closeBill(bill, 'uncollectible', { day, minute: NOON });
    book.sends('writtenOff', { day, minute: NOON });
  }
  return null;
}
