import { businessDateIn, daysBetween, type CalendarDate, type Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountZones } from './account-zones.js';

/** What messages can say beside the fields of the catalogue; money in minor units of `currency`. */
export interface MessageValues {
  name: string | null;
  key: string;
  email: string | null;
  paymentUrl: string | null;
  language: string | null;
  currency: string;
  /** Oldest first, at most 50; none while the overdue balance is 0 (S3). */
  overdueInvoices: OverdueInvoice[];
}

export interface OverdueInvoice {
  number: string;
  dueOn: CalendarDate;
  daysPastDue: number;
  remaining: number;
}

/** What messages to accounts say as of an instant, by account id. */
export async function readMessageValues(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  at: Instant,
): Promise<Map<string, MessageValues>> {
  const rows = await manager.query<Row[]>(STATEMENT, [workspaceId, accountIds, new Date(at)]);
  const zones = await accountZones(manager, workspaceId, accountIds);
  return new Map(
    rows.map(({ account_id, overdue_invoices, payment_url, ...account }) => {
      const history = zones.get(account_id);
      if (!history) throw new Error(`The account ${account_id} has no time zone.`);
      const today = businessDateIn(history, at);
      const overdueInvoices = overdue_invoices.map((invoice) => ({
        ...invoice,
        daysPastDue: daysBetween(invoice.dueOn, today),
      }));
      return [account_id, { ...account, paymentUrl: payment_url, overdueInvoices }];
    }),
  );
}

interface Row {
  account_id: string;
  key: string;
  name: string | null;
  email: string | null;
  payment_url: string | null;
  language: string | null;
  currency: string;
  overdue_invoices: { number: string; dueOn: CalendarDate; remaining: number }[];
}

const STATEMENT = `
  select account.account_id, account.key, account.currency,
    details.name, details.email, details.payment_url, details.language, overdue.invoices as overdue_invoices
  from accounts account
  left join account_details details
    on details.workspace_id = account.workspace_id and details.account_id = account.account_id
    and details.from_at <= $3 and details.to_at > $3
  cross join lateral (
    select coalesce(json_agg(oldest), '[]') as invoices
    from (
      select invoice.number, invoice.due_on as "dueOn", period.remaining
      from invoice_timeline period
      join invoices invoice
        on invoice.workspace_id = period.workspace_id and invoice.invoice_id = period.invoice_id
      where period.workspace_id = account.workspace_id and period.account_id = account.account_id
        and period.past_due and period.from_at <= $3 and period.to_at > $3
        and exists (
          select from account_timeline balance
          where balance.workspace_id = account.workspace_id and balance.account_id = account.account_id
            and balance.overdue > 0 and balance.from_at <= $3 and balance.to_at > $3
        )
      order by invoice.due_on, invoice.number
      limit 50
    ) oldest
  ) overdue
  where account.workspace_id = $1 and account.account_id = any($2::uuid[])`;
