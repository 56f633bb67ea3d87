import type { AccountSort } from '@dunwell/contract';
import { sql } from '@dunwell/engine';
import { details } from '../reader/account-joins.js';
import { debtNow } from './account-joins-now.js';
import type { NowSql } from './now-sql.js';
import { NEVER, type Order } from './order.js';

type AccountOrder = Pick<Order, 'value' | 'type' | 'direction' | 'joins'>;

const key = sql`account.key`;

const ORDERS: Readonly<Record<AccountSort, (now: NowSql) => AccountOrder>> = {
  key: () => ({ value: key, type: 'text', direction: 'asc', joins: [] }),
  name: (now) => ({
    value: sql`lower(coalesce(details.name, ''))`,
    type: 'text',
    direction: 'asc',
    joins: [details(now)],
  }),
  overdue: (now) => ({
    value: sql`coalesce(debt.overdue, 0)`,
    type: 'bigint',
    direction: 'desc',
    joins: [debtNow(now)],
  }),
  // By the date on which it opened: what day it is differs from zone to zone with the hour.
  streakDays: (now) => ({
    value: sql`coalesce(debt.opened_on, ${NEVER}::date)`,
    type: 'date',
    direction: 'asc',
    joins: [debtNow(now)],
  }),
};

/** An order of accounts, called `account`. */
export function accountOrder(name: AccountSort, now: NowSql): Order {
  return { name, key, ...ORDERS[name](now) };
}
