import type { AccountFilter, AccountQuery, AccountSort } from '@dunwell/contract';
import type { ParamKinds } from '../format/search-params.js';

/** What the list of accounts is asked for, as it stands in the address. */
export type ListQuery = Omit<AccountQuery, 'include'>;

export const ACCOUNT_PARAMS: ParamKinds<ListQuery> = {
  q: 'text',
  pastDue: 'flag',
  outstanding: 'flag',
  currency: 'text',
  overdueMin: 'number',
  overdueMax: 'number',
  streakDaysMin: 'number',
  streakDaysMax: 'number',
  tag: 'text',
  plan: 'text',
  country: 'text',
  onHold: 'flag',
  promise: 'text',
  failedPayments: 'number',
  noPaymentMethod: 'flag',
  cardExpiresInDays: 'number',
  enteredPastDueOn: 'text',
  leftPastDueOn: 'text',
  contactedInLast: 'number',
  paidWithin: 'number',
  underWayIn: 'text',
  sort: 'text',
};

/** What the screen shows when nobody has asked for anything yet. */
export const PAST_DUE: ListQuery = { pastDue: true, sort: 'streakDays' };

export const SORTS: readonly { value: AccountSort; label: string; short: string }[] = [
  { value: 'streakDays', label: 'Longest streak first', short: 'Streak' },
  { value: 'overdue', label: 'Largest overdue balance first', short: 'Overdue' },
  { value: 'name', label: 'Name', short: 'Name' },
  { value: 'key', label: 'Key', short: 'Key' },
];

/** The order of a list whose address names none. */
export const sortOf = ({ sort, pastDue }: ListQuery): AccountSort => sort ?? (pastDue ? 'overdue' : 'key');

/** Which accounts, without their order: for totals and for what is done to all of them. */
export function filterOf({ sort: _, ...filter }: ListQuery): AccountFilter {
  return filter;
}

/** Quick filters: each stands for these parts of a filter. */
export const QUICK_FILTERS = [
  { value: 'pastDue', label: 'Past due', part: { pastDue: true } },
  { value: 'day14', label: 'Day 14 and over', part: { streakDaysMin: 14 } },
  { value: 'onHold', label: 'On hold', part: { onHold: true } },
  { value: 'cardExpiring', label: 'Card expiring', part: { cardExpiresInDays: 30 } },
  { value: 'noPaymentMethod', label: 'No payment method', part: { noPaymentMethod: true } },
  { value: 'failedPayments', label: 'Failed payments', part: { failedPayments: 1 } },
  { value: 'all', label: 'All', part: {} },
] as const satisfies readonly { value: string; label: string; part: AccountFilter }[];

export type QuickFilter = (typeof QUICK_FILTERS)[number]['value'];

/** The parts that quick filters are made of. */
const QUICK_PARTS = [
  'pastDue',
  'streakDaysMin',
  'streakDaysMax',
  'onHold',
  'cardExpiresInDays',
  'noPaymentMethod',
  'failedPayments',
] as const satisfies readonly (keyof AccountFilter)[];

/** The quick filter that a filter consists of, whatever else narrows it; null: a combination that none stands for. */
export function quickFilterOf(filter: AccountFilter): QuickFilter | null {
  const same = ({ part }: { part: AccountFilter }): boolean =>
    QUICK_PARTS.every((name) => filter[name] === part[name]);
  return QUICK_FILTERS.find(same)?.value ?? null;
}

/** Another quick filter in the place of the one there is; everything else stays. */
export function withQuickFilter(query: ListQuery, chosen: QuickFilter): ListQuery {
  const rest = without(query, QUICK_PARTS);
  return { ...rest, ...QUICK_FILTERS.find(({ value }) => value === chosen)?.part };
}

/** A query without some parts of it. What is left empty keeps its order, so that it does not read as not asked for. */
export function without(query: ListQuery, parts: readonly (keyof AccountFilter)[]): ListQuery {
  const left = Object.entries(query).filter(([name]) => !(parts as readonly string[]).includes(name));
  return { ...(Object.fromEntries(left) as ListQuery), sort: sortOf(query) };
}

/** The parts of a filter that a quick filter says already. */
export const saidByQuickFilter = (filter: AccountFilter): ReadonlySet<keyof AccountFilter> =>
  new Set(quickFilterOf(filter) === null ? [] : QUICK_PARTS);
