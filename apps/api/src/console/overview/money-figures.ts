import {
  AGEING_BUCKETS,
  type Ageing,
  type AmountFigure,
  type OverdueTrend,
  type PastDueMovements,
} from '@dunwell/contract';
import { addDays, startOfDateIn, type CalendarDate, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import {
  agedInvoices,
  balancesNow,
  overdueTrend,
  pastDueMovements,
  type NowSql,
} from '../../billing/billing-reader.js';

/** How many dates the trend and the movements go back, today included. */
const TREND_DATES = 365;
const MOVEMENT_DATES = 30;

export interface BalanceFigures {
  currencies: string[];
  overdue: AmountFigure[];
  outstanding: AmountFigure[];
}

/** Overdue and outstanding balances, each with the list whose rows add up to it. */
export async function balanceFigures(manager: EntityManager, now: NowSql): Promise<BalanceFigures> {
  const balances = await balancesNow(manager, now);
  return {
    currencies: balances.map(({ currency }) => currency),
    overdue: balances.map(({ currency, overdue, overdueAccounts }) => ({
      currency,
      amount: overdue,
      accounts: overdueAccounts,
      list: { path: '/accounts', query: { pastDue: true, currency } },
    })),
    outstanding: balances.map(({ currency, outstanding, outstandingAccounts }) => ({
      currency,
      amount: outstanding,
      accounts: outstandingAccounts,
      list: { path: '/accounts', query: { outstanding: true, currency } },
    })),
  };
}

/** The ageing of each currency, with every bucket, and what leads from its sum to the overdue balances. */
export async function ageingFigures(
  manager: EntityManager,
  now: NowSql,
  overdue: readonly AmountFigure[],
): Promise<Ageing[]> {
  const aged = await agedInvoices(manager, now);
  return overdue.map(({ currency, amount: overdueBalance }) => {
    const buckets = AGEING_BUCKETS.map(({ from, to }) => {
      const found = aged.find((bucket) => bucket.currency === currency && bucket.from === from);
      return {
        from,
        to,
        amount: found?.amount ?? 0,
        invoices: found?.invoices ?? 0,
        accounts: found?.accounts ?? 0,
        list: {
          path: '/invoices' as const,
          query: {
            view: 'overdue' as const,
            currency,
            daysPastDueMin: from,
            ...(to === null ? {} : { daysPastDueMax: to }),
          },
        },
      };
    });
    const remaining = buckets.reduce((sum, { amount }) => sum + amount, 0);
    return { currency, buckets, lessUnapplied: remaining - overdueBalance, overdue: overdueBalance };
  });
}

/** A year of overdue balances: one point at the end of each date, the last one now. */
export async function trendFigures(
  manager: EntityManager,
  now: NowSql,
  {
    calendar,
    today,
    currencies,
  }: { calendar: ZoneHistory; today: CalendarDate; currencies: readonly string[] },
): Promise<OverdueTrend> {
  const from = addDays(today, 1 - TREND_DATES);
  const ends = Array.from({ length: TREND_DATES - 1 }, (_, day) =>
    startOfDateIn(calendar, addDays(from, day + 1)),
  );
  const found = new Map(
    (await overdueTrend(manager, now.workspaceId, [...ends, now.at])).map((one) => [
      one.currency,
      one.amounts,
    ]),
  );
  const nothing = Array.from({ length: TREND_DATES }, () => 0);
  const series = currencies.map((currency) => ({ currency, amounts: found.get(currency) ?? nothing }));
  return { from, to: today, series };
}

/** How many accounts became past due, and how many ceased to be, on each of the last dates. */
export async function movementFigures(
  manager: EntityManager,
  now: NowSql,
  today: CalendarDate,
): Promise<PastDueMovements> {
  const from = addDays(today, 1 - MOVEMENT_DATES);
  const moved = new Map(
    (await pastDueMovements(manager, now, { from, to: today })).map((one) => [one.date, one]),
  );
  const days = Array.from({ length: MOVEMENT_DATES }, (_, index) => {
    const date = addDays(from, index);
    const { entered = 0, left = 0 } = moved.get(date) ?? {};
    return {
      date,
      entered: { count: entered, list: { path: '/accounts' as const, query: { enteredPastDueOn: date } } },
      left: { count: left, list: { path: '/accounts' as const, query: { leftPastDueOn: date } } },
    };
  });
  return {
    days,
    entered: days.reduce((sum, { entered }) => sum + entered.count, 0),
    left: days.reduce((sum, { left }) => sum + left.count, 0),
  };
}
