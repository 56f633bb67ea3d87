import { businessDateIn, type CalendarDate, type Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountZones } from './account-zones.js';

/** What a customer is shown of the own account: what is owed and until when; money in minor units of `currency`. */
export interface CustomerStatement {
  key: string;
  name: string | null;
  language: string | null;
  currency: string;
  /** Where this account pays, if it has a page of its own. */
  paymentUrl: string | null;
  /** The business date in the account's zone. */
  today: CalendarDate;
  overdue: number;
  /** Past due, the oldest first, at most 50; none while the overdue balance is 0 (S3). */
  overdueInvoices: StatementInvoice[];
  /** How many more of them there are. */
  moreOverdueInvoices: number;
  /** Open and not due yet, the next first, at most 50. */
  upcomingInvoices: StatementInvoice[];
}

export interface StatementInvoice {
  number: string;
  dueOn: CalendarDate;
  remaining: number;
}

const MOST_INVOICES = 50;

/** What a customer owes as of an instant; null: there is no such account. */
export async function readCustomerStatement(
  manager: EntityManager,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
  at: Instant,
): Promise<CustomerStatement | null> {
  const parameters = [workspaceId, accountId, new Date(at)];
  const [account] = await manager.query<AccountRow[]>(ACCOUNT, parameters);
  if (!account) return null;
  const zones = (await accountZones(manager, workspaceId, [accountId])).get(accountId);
  if (!zones) throw new Error(`The account ${accountId} has no time zone.`);
  const invoices = await manager.query<InvoiceRow[]>(OPEN_INVOICES, parameters);
  const overdue = account.overdue > 0 ? invoices.filter(({ pastDue }) => pastDue) : [];
  const upcoming = invoices.filter(({ pastDue }) => !pastDue);
  const toInvoice = ({ number, dueOn, remaining }: InvoiceRow) => ({ number, dueOn, remaining });
  return {
    ...account,
    today: businessDateIn(zones, at),
    overdueInvoices: overdue.slice(0, MOST_INVOICES).map(toInvoice),
    moreOverdueInvoices: Math.max(0, overdue.length - MOST_INVOICES),
    upcomingInvoices: upcoming.slice(0, MOST_INVOICES).map(toInvoice),
  };
}

interface AccountRow {
  key: string;
  name: string | null;
  language: string | null;
  currency: string;
  paymentUrl: string | null;
  overdue: number;
}

const ACCOUNT = `
  select account.key, account.currency, details.name, details.language, details.payment_url as "paymentUrl",
    coalesce(balance.overdue, 0) as overdue
  from accounts account
  left join account_details details
    on details.workspace_id = account.workspace_id and details.account_id = account.account_id
    and details.from_at <= $3 and details.to_at > $3
  left join account_timeline balance
    on balance.workspace_id = account.workspace_id and balance.account_id = account.account_id
    and balance.from_at <= $3 and balance.to_at > $3
  where account.workspace_id = $1 and account.account_id = $2`;

interface InvoiceRow extends StatementInvoice {
  pastDue: boolean;
}

const OPEN_INVOICES = `
  select invoice.number, invoice.due_on as "dueOn", period.remaining, period.past_due as "pastDue"
  from invoice_timeline period
  join invoices invoice on invoice.workspace_id = period.workspace_id and invoice.invoice_id = period.invoice_id
  where period.workspace_id = $1 and period.account_id = $2 and period.from_at <= $3 and period.to_at > $3
    and period.status = 'open' and not period.left_out and period.remaining > 0
  order by period.past_due desc, invoice.due_on, invoice.number`;
