import type { AccountFilter, AccountPromiseState } from '@dunwell/contract';
import { toMajorUnits, toMinorUnits } from '../format/minor-units.js';

/** A number as its field has it while somebody types. */
type Typed = number | string;
/** A condition that may be left open. */
type YesNo = 'yes' | 'no' | null;

/** The filter as its form has it; amounts are in major units of the currency. */
export interface FilterValues {
  pastDue: YesNo;
  outstanding: YesNo;
  currency: string | null;
  overdueMin: Typed;
  overdueMax: Typed;
  streakDaysMin: Typed;
  streakDaysMax: Typed;
  enteredPastDueOn: string | null;
  leftPastDueOn: string | null;
  tag: string;
  plan: string;
  country: string;
  onHold: YesNo;
  promise: string | null;
  failedPayments: Typed;
  noPaymentMethod: YesNo;
  cardExpiresInDays: Typed;
  contactedInLast: Typed;
  paidWithin: Typed;
  underWayIn: string | null;
}

export function toFilterValues(filter: AccountFilter): FilterValues {
  const { currency } = filter;
  const amount = (units: number | undefined): Typed =>
    units === undefined || currency === undefined ? '' : toMajorUnits(units, currency);
  return {
    pastDue: yesNo(filter.pastDue),
    outstanding: yesNo(filter.outstanding),
    currency: currency ?? null,
    overdueMin: amount(filter.overdueMin),
    overdueMax: amount(filter.overdueMax),
    streakDaysMin: filter.streakDaysMin ?? '',
    streakDaysMax: filter.streakDaysMax ?? '',
    enteredPastDueOn: filter.enteredPastDueOn ?? null,
    leftPastDueOn: filter.leftPastDueOn ?? null,
    tag: filter.tag ?? '',
    plan: filter.plan ?? '',
    country: filter.country ?? '',
    onHold: yesNo(filter.onHold),
    promise: filter.promise ?? null,
    failedPayments: filter.failedPayments ?? '',
    noPaymentMethod: yesNo(filter.noPaymentMethod),
    cardExpiresInDays: filter.cardExpiresInDays ?? '',
    contactedInLast: filter.contactedInLast ?? '',
    paidWithin: filter.paidWithin ?? '',
    underWayIn: filter.underWayIn ?? null,
  };
}

/** What the form asks for; what is left empty does not narrow. The search is not its business. */
export function toFilter(values: FilterValues): Omit<AccountFilter, 'q'> {
  const currency = values.currency ?? undefined;
  const amount = (typed: Typed): number | undefined =>
    currency === undefined ? undefined : (toMinorUnits(typed, currency) ?? undefined);
  return {
    pastDue: flag(values.pastDue),
    outstanding: flag(values.outstanding),
    currency,
    overdueMin: amount(values.overdueMin),
    overdueMax: amount(values.overdueMax),
    streakDaysMin: count(values.streakDaysMin),
    streakDaysMax: count(values.streakDaysMax),
    enteredPastDueOn: values.enteredPastDueOn ?? undefined,
    leftPastDueOn: values.leftPastDueOn ?? undefined,
    tag: text(values.tag),
    plan: text(values.plan),
    country: text(values.country)?.toUpperCase(),
    onHold: flag(values.onHold),
    promise: (values.promise ?? undefined) as AccountPromiseState | undefined,
    failedPayments: count(values.failedPayments),
    noPaymentMethod: flag(values.noPaymentMethod),
    cardExpiresInDays: count(values.cardExpiresInDays),
    contactedInLast: count(values.contactedInLast),
    paidWithin: count(values.paidWithin),
    underWayIn: values.underWayIn ?? undefined,
  };
}

/** What cannot be asked for, by field; empty: everything can. */
export function filterFaults(values: FilterValues): Partial<Record<keyof FilterValues, string>> {
  const hasAmount = values.overdueMin !== '' || values.overdueMax !== '';
  return {
    ...(hasAmount && values.currency === null
      ? { currency: 'Choose one: amounts of several do not compare.' }
      : {}),
    ...(values.paidWithin !== '' && values.contactedInLast === ''
      ? { contactedInLast: 'Say in how many days they were messaged.' }
      : {}),
    ...(/^([A-Za-z]{2})?$/.test(values.country.trim()) ? {} : { country: 'Two letters, such as DE.' }),
  };
}

const yesNo = (value: boolean | undefined): YesNo => (value === undefined ? null : value ? 'yes' : 'no');
const flag = (value: YesNo): boolean | undefined => (value === null ? undefined : value === 'yes');
const count = (typed: Typed): number | undefined => (typed === '' ? undefined : Number(typed));
const text = (typed: string): string | undefined => typed.trim() || undefined;
