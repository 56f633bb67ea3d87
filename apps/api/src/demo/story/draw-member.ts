import { fromEpochDay, type EpochDay } from '@dunwell/engine';
import { MARKETS } from './markets.js';
import type { Card, Means, Member, Temper } from './member.js';
import { COMPANIES, plainLetters } from './names.js';
import { CORPORATE, MONTHLY, PLANS, QUARTERLY, YEARLY, type Interval } from './plans.js';
import type { Random } from './random.js';
import { monthsAfter, type Span } from './span.js';
import { TERM } from './teller.js';

const INTERVALS: readonly (readonly [Interval, number])[] = [
  [MONTHLY, 11],
  [QUARTERLY, 31],
  [YEARLY, 58],
];

const MEANS: readonly (readonly [Means, number])[] = [
  ['card', 66],
  ['debit', 18],
  ['transfer', 12],
  ['none', 4],
];

const TEMPERS: readonly (readonly [Temper, number])[] = [
  ['prompt', 52],
  ['forgetful', 27],
  ['chronic', 17],
  ['vanishing', 4],
];

const TAGS: readonly (readonly [string, number])[] = [
  ['evening', 0.22],
  ['early bird', 0.14],
  ['student', 0.1],
  ['family', 0.08],
  ['personal training', 0.06],
];

/** Those who were members before the demo begins may have been so for years. */
const LONGEST_BEFORE = 900;
const DAYS_PER_MONTH = 30.4;

/** One account of a membership business, with the number it has among all (from 0, in the order in which they joined). */
export function drawMember(random: Random, index: number, joined: JoiningDates): Member {
  const market = random.weighted(MARKETS);
  const isCompany = random.chance(0.04);
  const { language, names } = random.weighted(market.languages);
  const first = random.pick(names.first);
  const last = random.pick(names.last);
  const name = isCompany
    ? `${random.pick(COMPANIES.first)} ${random.pick(COMPANIES.last)}`
    : `${first} ${last}`;
  const plan = isCompany ? CORPORATE : random.weighted(PLANS);
  const interval = isCompany ? random.pick([QUARTERLY, YEARLY]) : random.weighted(INTERVALS);
  const people = isCompany ? random.between(4, 18) : 1;
  const joinedOn = joined.of(index, random);
  const means = isCompany ? 'transfer' : random.weighted(MEANS);
  return {
    key: memberKey(index),
    name,
    email: random.chance(0.975) ? emailOf(isCompany ? `office ${name}` : name, index) : null,
    market,
    studio: random.pick(market.studios),
    language,
    tags: isCompany ? ['corporate'] : drawTags(random, joinedOn < joined.span.first),
    plan,
    interval,
    price: Math.round((plan.monthly[market.currency] * people * interval.priced) / 100) * 100,
    joinedOn,
    endsOn: drawEnd(random, joinedOn, interval, joined.span),
    pausedOn: random.chance(0.015) ? joined.span.today - random.between(5, 70) : null,
    trial: joined.span.today - joinedOn < TERM && random.chance(0.5),
    means,
    card: means === 'card' ? drawCard(random, joined.span) : null,
    temper: random.weighted(TEMPERS),
  };
}

export const memberKey = (index: number): string => `MB-${1001 + index}`;

/** Nearly half were there before; the others came since then, more and more of them each month. */
export class JoiningDates {
  private readonly before: number;

  constructor(
    private readonly accounts: number,
    readonly span: Span,
  ) {
    this.before = Math.round(accounts * 0.47);
  }

  of(index: number, random: Random): EpochDay {
    const { first, today } = this.span;
    if (index < this.before) return first - random.between(1, LONGEST_BEFORE);
    const share = (index - this.before) / (this.accounts - this.before);
    return first + Math.floor((today - first) * share ** 0.9);
  }
}

function drawTags(random: Random, isOld: boolean): string[] {
  const tags = TAGS.filter(([, share]) => random.chance(share)).map(([tag]) => tag);
  return isOld && random.chance(0.12) ? ['founder', ...tags] : tags;
}

/** Members leave at the end of a term; some have said so already and are still there. */
function drawEnd(
  random: Random,
  joinedOn: EpochDay,
  { months }: Interval,
  { first, today }: Span,
): EpochDay | null {
  const earliest = Math.max(joinedOn + 75, first + 30);
  const latest = today + 45;
  if (!random.chance(0.24) || earliest >= latest) return null;
  const terms = Math.ceil((random.between(earliest, latest) - joinedOn) / (months * DAYS_PER_MONTH));
  return monthsAfter(joinedOn, terms * months);
}

/** Most cards are good for years; a few expire soon, one in a hundred has done so already. */
function drawCard(random: Random, { today }: Span): Card {
  const months = random.chance(0.07) ? random.between(0, 2) : random.between(3, 44);
  const expiresOn = fromEpochDay(monthsAfter(today, random.chance(0.01) ? -1 : months)).slice(0, 7);
  return { brand: random.pick(['visa', 'visa', 'mastercard', 'mastercard', 'amex']), expiresOn };
}

/** A mailbox that cannot exist (RFC 2606). */
function emailOf(name: string, index: number): string {
  const [first = '', ...rest] = name.split(' ').map(plainLetters);
  return `${first}.${rest.join('')}${index % 7 === 0 ? index : ''}@${MAILBOXES[index % MAILBOXES.length] ?? ''}`;
}

const MAILBOXES = ['post.example', 'mail.example', 'inbox.example'];
