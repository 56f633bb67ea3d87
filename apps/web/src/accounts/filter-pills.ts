import type { AccountFilter, AccountPromiseState } from '@dunwell/contract';
import { days } from '../format/dates.js';
import { formatMoney } from '../format/money.js';
import { saidByQuickFilter } from './account-query.js';

/** A part of a filter in words, and what goes when it is removed. */
export interface FilterPill {
  words: string;
  parts: readonly (keyof AccountFilter)[];
}

/** What the words need that a filter does not say. */
export interface PillContext {
  date: (date: string) => string;
  automationName: (id: string) => string | undefined;
  countryName: (code: string) => string | undefined;
}

const PROMISE_WORDS: Readonly<Record<AccountPromiseState, string>> = {
  open: 'Promise open',
  kept: 'Promise kept',
  broken: 'Promise broken',
};

/** What narrows the list besides its search and its quick filter, each part in words. */
export function filterPills(filter: AccountFilter, context: PillContext): FilterPill[] {
  const said = saidByQuickFilter(filter);
  return PILLS.flatMap(({ parts, words }) => {
    const given = parts.some((part) => filter[part] !== undefined && !said.has(part));
    const text = given ? words(filter, context) : null;
    return text === null ? [] : [{ words: text, parts }];
  });
}

interface PillKind {
  parts: readonly (keyof AccountFilter)[];
  /** null: another part says it. */
  words: (filter: AccountFilter, context: PillContext) => string | null;
}

const flag =
  (name: 'pastDue' | 'outstanding' | 'onHold' | 'noPaymentMethod', yes: string, no: string) =>
  (filter: AccountFilter): string =>
    filter[name] ? yes : no;

const PILLS: readonly PillKind[] = [
  { parts: ['pastDue'], words: flag('pastDue', 'Past due', 'Nothing overdue') },
  { parts: ['outstanding'], words: flag('outstanding', 'Owes something', 'Owes nothing') },
  { parts: ['overdueMin', 'overdueMax', 'currency'], words: amountWords },
  {
    parts: ['streakDaysMin', 'streakDaysMax'],
    words: ({ streakDaysMin, streakDaysMax }) =>
      `Past due ${rangeWords(streakDaysMin, streakDaysMax, String)} days in a row`,
  },
  { parts: ['tag'], words: ({ tag }) => `Tag ${tag ?? ''}` },
  { parts: ['plan'], words: ({ plan }) => `Plan ${plan ?? ''}` },
  {
    parts: ['country'],
    words: ({ country = '' }, { countryName }) => countryName(country) ?? country,
  },
  { parts: ['onHold'], words: flag('onHold', 'On hold', 'Not on hold') },
  { parts: ['promise'], words: ({ promise }) => (promise ? PROMISE_WORDS[promise] : null) },
  {
    parts: ['failedPayments'],
    words: ({ failedPayments }) => `At least ${failedPayments ?? 0} failed payments in 30 days`,
  },
  {
    parts: ['noPaymentMethod'],
    words: flag('noPaymentMethod', 'No payment method', 'Has a payment method'),
  },
  {
    parts: ['cardExpiresInDays'],
    words: ({ cardExpiresInDays = 0 }) => `Card expires within ${days(cardExpiresInDays)}`,
  },
  {
    parts: ['enteredPastDueOn'],
    words: ({ enteredPastDueOn = '' }, { date }) => `Became past due ${date(enteredPastDueOn)}`,
  },
  {
    parts: ['leftPastDueOn'],
    words: ({ leftPastDueOn = '' }, { date }) => `Left past due ${date(leftPastDueOn)}`,
  },
  { parts: ['contactedInLast', 'paidWithin'], words: contactWords },
  {
    parts: ['underWayIn'],
    words: ({ underWayIn = '' }, { automationName }) =>
      `Under way in ${automationName(underWayIn) ?? 'an automation'}`,
  },
];

function amountWords({ currency, overdueMin, overdueMax }: AccountFilter): string | null {
  if (overdueMin === undefined && overdueMax === undefined) return currency ?? null;
  if (currency === undefined) return 'Overdue amount without a currency';
  return `Overdue ${rangeWords(overdueMin, overdueMax, (amount) => formatMoney(amount, currency))}`;
}

function contactWords({ contactedInLast, paidWithin }: AccountFilter): string {
  if (contactedInLast === undefined) return `Paid within ${days(paidWithin ?? 0)} of a message`;
  const contacted = `Messaged in the last ${days(contactedInLast)}`;
  return paidWithin === undefined ? contacted : `${contacted}, paid within ${days(paidWithin)} after`;
}

function rangeWords(
  from: number | undefined,
  to: number | undefined,
  written: (value: number) => string,
): string {
  if (from === undefined) return `at most ${written(to ?? 0)}`;
  if (to === undefined) return `at least ${written(from)}`;
  return from === to ? written(from) : `${written(from)} to ${written(to)}`;
}
