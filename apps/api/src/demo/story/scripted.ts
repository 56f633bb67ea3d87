import { fromEpochDay, type EpochDay } from '@dunwell/engine';
import { GERMANY, MARKETS, type Market } from './markets.js';
import { HANNA } from './member-book.js';
import type { Member } from './member.js';
import { CORPORATE, QUARTERLY, STUDIO, YEARLY } from './plans.js';
import { MARTA } from './showcase.js';
import { monthsAfter, type Span } from './span.js';
import { inDaytime, TERM, type Teller } from './teller.js';

/** An account whose story is told as it is written here; the others are drawn. */
export interface Script {
  /** Which of the accounts it is, from 0. */
  index: number;
  member: (span: Span) => Omit<Member, 'key'>;
  tell: (teller: Teller) => void;
}

/** Whose firm reminder may have been lost on its way. */
export const LOST_MESSAGE_TO = 'wren.ashby@mail.example';

/** What every demo has to show, however chance has it. */
export const SCRIPTS: readonly Script[] = [
  MARTA,
  // Past due for 14 days lately, with nobody to write to.
  nobodyToWriteTo(21, 'Jonas Hartmann', 6),
  nobodyToWriteTo(56, 'Clara Vogel', 3),
  nobodyToWriteTo(88, 'Emil Brandt', 1),
  // Past due for 30 days yesterday.
  { index: 112, member: person('Wren Ashby', marketOf('GB'), LOST_MESSAGE_TO), tell: (of) => owe(of, 30, 1) },
  // Bills that were found in a drawer: their day 14 had passed when they came.
  { index: 131, member: person('Nora Seidel'), tell: (of) => oweLate(of, 8) },
  { index: 144, member: person('Felix Reuter'), tell: (of) => oweLate(of, 11) },
  // A promise that was broken yesterday, and one that keeps a reminder waiting.
  {
    index: 158,
    member: company('Ferreira & Sons'),
    tell: (of) => promise(of, { age: 24, givenAgo: 9, untilAgo: 1 }),
  },
  {
    index: 167,
    member: person('Ida Lorenz'),
    tell: (of) => promise(of, { age: 15, givenAgo: 4, untilAgo: -4 }),
  },
];

function person(
  name: string,
  market: Market = GERMANY,
  email: string | null = `${name.toLowerCase().replace(' ', '.')}@post.example`,
): Script['member'] {
  return (span) => ({
    ...{ name, email, market, studio: market.studios[0], language: market === GERMANY ? 'de' : 'en-GB' },
    ...{
      tags: ['evening'],
      plan: STUDIO,
      interval: YEARLY,
      price: STUDIO.monthly[market.currency] * YEARLY.priced,
    },
    joinedOn: monthsAfter(span.today, -30),
    endsOn: null,
    ...{ pausedOn: null, trial: false, means: 'transfer', card: null, temper: 'prompt' },
  });
}

function company(name: string): Script['member'] {
  return (span) => ({
    ...person(name, GERMANY, 'office@ferreira.example')(span),
    ...{ tags: ['corporate'], plan: CORPORATE, interval: QUARTERLY, price: 64_200 },
  });
}

function marketOf(country: string): Market {
  const [found] = MARKETS.find(([market]) => market.country === country) ?? [];
  if (!found) throw new Error(`The demo has no market in ${country}.`);
  return found;
}

function nobodyToWriteTo(index: number, name: string, daysAgo: number): Script {
  return { index, member: person(name, GERMANY, null), tell: (of) => owe(of, 14, daysAgo) };
}

/** Owes the last bill since so long that its streak was on a day some days ago. */
function owe(teller: Teller, streakDay: number, daysAgo: number): void {
  const { book, span, member } = teller;
  const dueOn = span.today - daysAgo - streakDay;
  book.bill({ issuedOn: dueOn - TERM, dueOn, total: member.price, automatic: false });
  book.isRestless();
}

/** The same for a bill that became known the day before yesterday, when day 14 was some days ago. */
function oweLate({ book, span, member, random }: Teller, daysAgo: number): void {
  const dueOn = span.today - daysAgo - 14;
  const known = inDaytime(random, span.today - 2);
  book.bill({ issuedOn: dueOn - TERM, dueOn, total: member.price, automatic: false, known });
  book.isRestless();
}

function promise(
  { book, span, member, random }: Teller,
  { age, givenAgo, untilAgo }: { age: number; givenAgo: number; untilAgo: number },
): void {
  const day = (ago: number): EpochDay => span.today - ago;
  book.bill({ issuedOn: day(age + TERM), dueOn: day(age), total: member.price, automatic: false });
  book.isRestless();
  const until = fromEpochDay(day(untilAgo));
  const note = 'Will transfer it by then.';
  const hold = { reason: 'promiseToPay' as const, until, promisedAmount: member.price, note };
  book.hold(hold, inDaytime(random, day(givenAgo)), HANNA);
}
