import { fromEpochDay, type EpochDay, type Instant } from '@dunwell/engine';
import type { Books } from './books.js';
import { MemberBook } from './member-book.js';
import type { Member } from './member.js';
import { EXTRAS } from './plans.js';
import { settle } from './settle.js';
import { monthsAfter, type Span } from './span.js';
import { inDaytime, TERM, type Teller } from './teller.js';

/** Writes down everything about an account from the beginning of the demo's time to its end, or until it no longer pays. */
export function billMember(books: Books, { member, random, span }: Omit<Teller, 'book'>): void {
  const book = new MemberBook(books, member);
  const teller = { member, book, random, span };
  const dueDates = dueDatesOf(member, span);
  openAccount(books, teller, dueDates);
  for (const [index, dueOn] of dueDates.entries()) {
    if (dueOn - TERM > span.today) return;
    const isFirst = dueOn === member.joinedOn;
    const issuedOn = isFirst ? dueOn : dueOn - TERM;
    const bill = book.bill({ issuedOn, dueOn, total: member.price, automatic: collects(member) });
    if (isFirst) {
      book.pays(bill, bill.total, inDaytime(random, dueOn), member.means === 'card' ? 'CARD' : 'TRF');
    } else if (settle(teller, bill) === null) {
      return;
    }
    renew(teller, { dueOn, next: dueDates[index + 1] });
    if (random.chance(0.03)) extra(teller, dueOn + random.between(1, 20));
  }
}

const collects = ({ means }: Member): boolean => means !== 'transfer';

/** The dates on which a term begins and is to be paid for, one beyond the demo's end included. */
export function dueDatesOf(member: Omit<Member, 'key'>, { first, today }: Span): EpochDay[] {
  const { joinedOn, interval, endsOn, pausedOn } = member;
  const stopsOn = Math.min(endsOn ?? Infinity, pausedOn ?? Infinity);
  const dates: EpochDay[] = [];
  for (let term = 0; ; term += 1) {
    const date = monthsAfter(joinedOn, term * interval.months);
    if (date >= stopsOn) return dates;
    if (date >= first) dates.push(date);
    if (date > today + TERM) return dates;
  }
}

/** The account, its plan and what it pays with, as they were first known. */
export function openAccount(books: Books, teller: Teller, dueDates: readonly EpochDay[]): void {
  const { member, book, random, span } = teller;
  const { key, market, joinedOn } = member;
  const since = Math.max(joinedOn, span.first);
  const at = book.instant({ day: since, minute: 0 });
  books.note({
    at,
    entity: 'accounts',
    row: {
      account: key,
      name: member.name,
      ...(member.email !== null && { email: member.email }),
      currency: market.currency,
      ...(market.timeZone !== null && { timeZone: market.timeZone }),
      country: market.country,
      language: member.language,
      paymentUrl: `https://pay.alder-row.example/${key}`,
      tags: member.tags,
      attributes: { studio: member.studio },
    },
  });
  // What was true of a plan before the live month began is written down as it stood then.
  const known = Math.max(since, span.liveFrom);
  const renewsOn = dueDates.find((date) => date > known);
  books.note({
    at,
    entity: 'subscriptions',
    row: {
      account: key,
      key: `${key}-plan`,
      plan: member.plan.name,
      status: member.trial ? 'trialing' : 'active',
      startedOn: fromEpochDay(joinedOn),
      collectionMethod: collects(member) ? 'automatic' : 'manual',
      ...(renewsOn !== undefined && { renewsOn: fromEpochDay(renewsOn) }),
      ...(member.trial && { trialEndsOn: fromEpochDay(joinedOn + TERM) }),
    },
  });
  if (member.endsOn !== null) {
    const saidOn = Math.max(joinedOn + 1, span.first + 1, member.endsOn - random.between(20, 45));
    book.subscription({ endedOn: member.endsOn }, inDaytime(random, saidOn));
  }
  if (member.pausedOn !== null) book.subscription({ status: 'paused' }, inDaytime(random, member.pausedOn));
  giveMeans(books, teller, at);
}

function giveMeans(books: Books, { member, book }: Teller, at: Instant): void {
  const { key, market, means, card } = member;
  if (card !== null) book.hasCard(card, { at });
  if (means !== 'debit') return;
  const row = { account: key, key: `${key}-debit`, type: market.debit, isDefault: true };
  books.note({ at, entity: 'paymentMethods', row });
}

/** During the live month the billing system tells of each renewal. */
function renew(
  { member, book, span }: Teller,
  { dueOn, next }: { dueOn: EpochDay; next: EpochDay | undefined },
): void {
  if (dueOn < span.liveFrom || dueOn <= member.joinedOn || next === undefined) return;
  book.subscription({ renewsOn: next }, { day: dueOn, minute: 0 });
}

/** Something beside the plan, billed by hand. */
function extra(teller: Teller, issuedOn: EpochDay): void {
  const { member, book, random, span } = teller;
  if (issuedOn > span.today) return;
  const price = random.weighted(EXTRAS);
  const total = price[member.market.currency];
  const bill = book.bill({ issuedOn, dueOn: issuedOn + TERM, total, automatic: false });
  settle({ ...teller, member: { ...member, means: 'transfer' } }, bill);
}
