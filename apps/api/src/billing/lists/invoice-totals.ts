import type { InvoiceCurrencyTotals, InvoiceTotals } from '@dunwell/contract';
import { joinSql, render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { invoicesNow } from './invoice-conditions.js';
import type { NowSql } from './now-sql.js';

/** What invoices add up to, by currency: sums over the very rows that the list gives. */
export async function invoiceTotals(
  manager: EntityManager,
  now: NowSql,
  where: readonly SqlFragment[],
): Promise<InvoiceTotals> {
  // By account first: counting different ones among all rows would sort them all.
  const { text, values } = render(sql`
    select of_account.currency, sum(of_account.invoices)::integer as invoices, count(*)::integer as accounts,
      sum(of_account.total)::bigint as total, sum(of_account.remaining)::bigint as remaining
    from (
      select account.currency, invoice.account_id, count(*) as invoices, sum(invoice.total) as total,
        sum(coalesce(state.remaining, invoice.total)) as remaining
      from ${invoicesNow(now)}
      where ${joinSql([sql`invoice.workspace_id = ${now.workspaceSql}`, ...where], ' and ')}
      group by account.currency, invoice.account_id
    ) of_account
    group by of_account.currency
    order by of_account.currency`);
  const currencies = await manager.query<InvoiceCurrencyTotals[]>(text, values);
  return { invoices: currencies.reduce((sum, { invoices }) => sum + invoices, 0), currencies };
}
