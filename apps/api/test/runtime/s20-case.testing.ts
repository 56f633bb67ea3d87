import { addDays } from '@dunwell/engine';
import type { AutomationDocument, Condition, Reentry, Step } from '@dunwell/language';
import fc from 'fast-check';
import { streakDay } from './evaluation-world.testing.js';

/** Three weeks around the date on which New York's clocks go forward. */
export const FIRST = '2026-03-01';
export const DATES = 21;
export const ZONES = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland'] as const;
/** 02:30 does not exist on the date on which a zone's clocks go forward. */
const TIMES = ['09:00', '02:30'] as const;

export interface InvoiceTold {
  dueOn: string;
  amount: number;
  voidAt: string | null;
}

export interface MoneyTold {
  kind: 'payment' | 'credit';
  at: string;
  amount: number;
  /** Which of the account's invoices; null: unapplied. */
  invoice: number | null;
  chargedBackAt: string | null;
}

export interface AccountTold {
  timeZone: string;
  movesTo: { at: string; timeZone: string } | null;
  invoices: InvoiceTold[];
  money: MoneyTold[];
  subscription: { pausedAt: string | null; endedOn: string | null } | null;
}

export interface S20Case {
  accounts: AccountTold[];
  documents: AutomationDocument[];
}

function date(from = 0, to = DATES): fc.Arbitrary<string> {
  return fc.integer({ min: from, max: to }).map((days) => addDays(FIRST, days));
}

/** Often the very instant of an evaluation: facts come first (S1). */
function instant(): fc.Arbitrary<string> {
  return fc
    .tuple(date(0), fc.constantFrom('00:00', '08:00', '09:00', '13:00', '15:17', '20:00', '23:59'))
    .map(([on, time]) => `${on}T${time}:00Z`);
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(value, { freq: 2 });
}

export function account(): fc.Arbitrary<AccountTold> {
  const zone = fc.constantFrom(...ZONES);
  return fc.record({
    timeZone: zone,
    movesTo: fc.option(fc.record({ at: instant(), timeZone: zone }), { freq: 1, nil: null }),
    invoices: fc.array(
      fc.record({
        dueOn: date(-25, 15),
        amount: fc.constantFrom(50, 100),
        voidAt: fc.option(instant(), { freq: 1 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    money: fc.array(
      fc.record({
        kind: fc.constantFrom('payment', 'payment', 'credit'),
        at: instant(),
        amount: fc.constantFrom(20, 50, 50, 100),
        invoice: fc.option(fc.nat({ max: 2 }), { freq: 5 }),
        chargedBackAt: maybe(instant()),
      }),
      { maxLength: 3 },
    ),
    subscription: maybe(fc.record({ pausedAt: maybe(instant()), endedOn: maybe(date(2)) })),
  });
}

function document(): fc.Arbitrary<AutomationDocument> {
  return fc
    .record({
      subject: fc.constantFrom('account' as const, 'account' as const, 'invoice' as const),
      at: fc.constantFrom(...TIMES),
      weekly: fc.option(fc.integer({ min: 1, max: 7 }), { freq: 1 }),
      reentry: fc.constantFrom<Reentry>(
        { kind: 'oncePerStreak' },
        { kind: 'oncePerStreak' },
        { kind: 'once' },
        { kind: 'everyMatch' },
        { kind: 'afterDays', days: 4 },
      ),
      extra: fc.array(condition(), { maxLength: 2 }),
      cases: fc.array(fc.oneof(exactDay(), condition()), { maxLength: 3 }),
      otherwise: fc.boolean(),
      exits: fc.subarray(EXITS),
    })
    .map(({ subject, at, weekly, reentry, extra, cases, otherwise, exits }): AutomationDocument => {
      const onDays = weekly === null ? [...extra, ...cases] : [...extra, ...cases].map(withoutExactDay);
      const [entries, arms] = [onDays.slice(0, extra.length), onDays.slice(extra.length)];
      const act = (title: string): Step => ({
        kind: 'action',
        action: { kind: 'createTask', title, dueInDays: 1 },
        next: null,
      });
      const steps: Record<string, Step> = { other: act('other') };
      arms.forEach((_, index) => (steps[`do${index}`] = act(`do ${index}`)));
      if (arms.length > 0) {
        steps.which = {
          kind: 'branch',
          cases: arms.map((when, index) => ({
            id: `case${index}`,
            label: `case ${index}`,
            when,
            first: `do${index}`,
          })),
          otherwise: { label: 'otherwise', first: otherwise ? 'other' : null },
          next: otherwise ? 'last' : 'other',
        };
        if (otherwise) steps.last = act('last');
      }
      return {
        schemaVersion: 1,
        name: 'Generated',
        subject,
        trigger: {
          kind: 'schedule',
          at,
          ...(weekly === null ? { every: 'day' } : { every: 'week', weekday: weekly }),
        },
        entry: {
          when: {
            all: [
              subject === 'account'
                ? streakDay('atLeast', 1)
                : { field: 'invoice.daysPastDue', operator: 'atLeast', value: 1 },
              ...entries,
            ],
          },
          reentry,
        },
        exit: exits,
        first: arms.length > 0 ? 'which' : 'other',
        steps,
      };
    });
}

const EXITS: AutomationDocument['exit'] = [
  { id: 'paid', label: 'Paid', when: { field: 'account.overdueBalance', operator: 'equals', value: 0 } },
  {
    id: 'noSubscription',
    label: 'No subscription',
    when: { field: 'account.activeSubscriptionCount', operator: 'equals', value: 0 },
  },
];

function exactDay(): fc.Arbitrary<Condition> {
  const days = fc.integer({ min: 1, max: 20 });
  return fc.oneof(
    days.map((value) => streakDay('equals', value)),
    fc
      .uniqueArray(days, { minLength: 2, maxLength: 3 })
      .map((value): Condition => ({ field: 'account.pastDueStreakDays', operator: 'isOneOf', value })),
    days.map((value): Condition => ({
      field: 'account.pastDueStreakDaysSincePayment',
      operator: 'equals',
      value,
    })),
  );
}

function condition(): fc.Arbitrary<Condition> {
  const days = fc.integer({ min: 1, max: 15 });
  const simple = fc.oneof(
    days.map((value) => streakDay('atLeast', value)),
    days.map((value): Condition => ({
      field: 'account.pastDueStreakDaysSincePayment',
      operator: 'atLeast',
      value,
    })),
    days.map((value): Condition => ({ field: 'account.oldestOverdueAgeDays', operator: 'lessThan', value })),
    days.map((value): Condition => ({ field: 'account.daysSinceLastPayment', operator: 'atMost', value })),
    fc.constant<Condition>({ field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 }),
    fc.constant<Condition>({ field: 'account.overdueInvoiceCount', operator: 'atLeast', value: 2 }),
  );
  const money = fc.constantFrom(2_000, 5_000, 10_000).map((amount): Condition => ({
    field: 'account.overdueBalance',
    operator: 'moreThan',
    value: [{ currency: 'EUR', amount }],
  }));
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 2, arbitrary: money },
    { weight: 1, arbitrary: simple.map((child): Condition => ({ not: child })) },
    { weight: 1, arbitrary: fc.tuple(simple, money).map((any): Condition => ({ any })) },
  );
}

/** An exact day may fall between two dates of a weekly schedule: publishing it is refused (S8). */
function withoutExactDay(condition: Condition): Condition {
  if (!('field' in condition)) return condition;
  const isExact = condition.operator === 'equals' || condition.operator === 'isOneOf';
  return isExact ? streakDay('atLeast', 3) : condition;
}

export const s20Case: fc.Arbitrary<S20Case> = fc.record({
  accounts: fc.array(account(), { minLength: 40, maxLength: 40 }),
  documents: fc.array(document(), { minLength: 6, maxLength: 6 }),
});
