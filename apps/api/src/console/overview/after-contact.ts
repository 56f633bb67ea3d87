import type { AfterContact } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { NowSql } from '../../billing/billing-reader.js';
import { onlyRow } from '../../platform/must.js';
import { contacts, paymentsAfterContact } from '../accounts/after-contact-sql.js';

const WINDOW = { days: 30, within: 7 };

/** Money that came after a contact, not because of it. */
export async function afterContact(manager: EntityManager, now: NowSql): Promise<AfterContact> {
  const contacted = render(
    sql`select count(distinct contact.account_id)::integer as count from (${contacts(now, WINDOW.days)}) contact`,
  );
  const { count } = onlyRow(await manager.query<{ count: number }[]>(contacted.text, contacted.values));
  const paid = render(sql`
    select account.currency, sum(paid.amount)::bigint as amount, count(distinct paid.account_id)::integer as accounts
    from (${paymentsAfterContact(now, WINDOW)}) paid
    join accounts account on account.workspace_id = ${now.workspaceSql} and account.account_id = paid.account_id
    group by account.currency
    order by account.currency`);
  const amounts = await manager.query<{ currency: string; amount: number; accounts: number }[]>(
    paid.text,
    paid.values,
  );
  const filter = { contactedInLast: WINDOW.days, paidWithin: WINDOW.within };
  return {
    ...WINDOW,
    contacted: { count, list: { path: '/accounts', query: { contactedInLast: WINDOW.days } } },
    paid: {
      count: amounts.reduce((sum, { accounts }) => sum + accounts, 0),
      list: { path: '/accounts', query: filter },
    },
    amounts: amounts.map((one) => ({
      ...one,
      list: { path: '/accounts', query: { ...filter, currency: one.currency } },
    })),
  };
}
