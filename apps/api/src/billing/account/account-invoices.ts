import type { AccountInvoices } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../platform/must.js';
import { invoiceConditions } from '../lists/invoice-conditions.js';
import { invoiceOrder } from '../lists/invoice-order.js';
import { listInvoices } from '../lists/list-invoices.js';
import type { NowSql } from '../lists/now-sql.js';

/** As many as a page has room for; the list has them all. */
const MOST_OPEN = 50;

type Counts = Omit<AccountInvoices, 'open'>;

/** The open invoices of an account, those left out of its balances too, and how many others it has. */
export async function accountInvoices(
  manager: EntityManager,
  now: NowSql,
  accountId: string,
): Promise<AccountInvoices> {
  const open = await listInvoices(manager, now, {
    where: [...invoiceConditions({ accountId }, now), sql`state.status = 'open' and state.remaining > 0`],
    narrow: true,
    order: invoiceOrder('dueOn'),
    after: undefined,
    limit: MOST_OPEN,
  });
  const { text, values } = render(sql`
    select (count(*) filter (where state.status = 'open' and state.remaining > 0))::integer as "openCount",
      (count(*) filter (where state.status = 'paid'))::integer as "paidCount",
      (count(*) filter (where state.status = 'void'))::integer as "voidCount",
      (count(*) filter (where state.status = 'uncollectible'))::integer as "writtenOffCount"
    from invoice_timeline state
    where state.workspace_id = ${now.workspaceSql} and state.account_id = ${accountId}::uuid
      and state.from_at <= ${now.atSql} and state.to_at > ${now.atSql}`);
  const counts = onlyRow(await manager.query<Counts[]>(text, values));
  return { open: open.map(({ place: _, ...invoice }) => invoice), ...counts };
}
