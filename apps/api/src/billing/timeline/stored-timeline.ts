import type { AccountPeriod, InvoicePeriod, InvoiceStatus, StoredStreak } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { StoredInstant } from '../facts/rows.js';
import { inTurns } from './in-turns.js';

/** A period as it is stored: its streak by id. */
export type StoredAccountPeriod = Omit<AccountPeriod, 'streak'> & { streakId: string | null };
export type StoredInvoicePeriod = Omit<InvoicePeriod, 'streak'> & { streakId: string | null };

/** A streak as it is stored; null is the account's own. */
export interface StreakRow extends StoredStreak {
  invoiceId: string | null;
  openedOn: string;
  endedOn: string | null;
  mergedInto: string | null;
}

/** What is stored of the timeline of one account. */
export interface StoredTimeline {
  periods: StoredAccountPeriod[];
  invoices: Map<string, StoredInvoicePeriod[]>;
  streaks: StreakRow[];
}

/** The stored timelines of a batch of accounts. */
export async function loadStoredTimelines(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, StoredTimeline>> {
  const timelines = new Map<string, StoredTimeline>(
    accountIds.map((id) => [id, { periods: [], invoices: new Map(), streaks: [] }]),
  );
  for (const row of await loadAccountRows(manager, workspaceId, accountIds)) {
    timelines.get(row.account_id)?.periods.push(accountPeriod(row));
  }
  for await (const rows of inTurns(await loadInvoiceRows(manager, workspaceId, accountIds))) {
    for (const row of rows) {
      const invoices = timelines.get(row.account_id)?.invoices;
      const periods = invoices?.get(row.invoice_id);
      if (periods === undefined) invoices?.set(row.invoice_id, [invoicePeriod(row)]);
      else periods.push(invoicePeriod(row));
    }
  }
  for (const row of await loadStreakRows(manager, workspaceId, accountIds)) {
    timelines.get(row.account_id)?.streaks.push(streak(row));
  }
  return timelines;
}

interface PeriodRow {
  account_id: string;
  from_at: StoredInstant;
  to_at: StoredInstant;
  streak_id: string | null;
  opened_on: string | null;
}

interface AccountPeriodRow extends PeriodRow {
  outstanding: number;
  overdue: number;
  unapplied: number;
  overdue_invoices: number;
  oldest_due_on: string | null;
  strict_since: string | null;
  last_payment_on: string | null;
}

interface InvoicePeriodRow extends PeriodRow {
  invoice_id: string;
  status: InvoiceStatus;
  left_out: boolean;
  remaining: number;
  past_due: boolean;
}

interface StoredStreakRow {
  account_id: string;
  streak_id: string;
  invoice_id: string | null;
  opened_at: StoredInstant;
  opened_on: string;
  ended_at: StoredInstant | null;
  ended_on: string | null;
  merged_into: string | null;
}

function loadAccountRows(manager: EntityManager, workspaceId: string, accountIds: readonly string[]) {
  return manager.query<AccountPeriodRow[]>(
    `select account_id, from_at, to_at, outstanding, overdue, unapplied, overdue_invoices, oldest_due_on,
            streak_id, opened_on, strict_since, last_payment_on
     from account_timeline where workspace_id = $1 and account_id = any($2::uuid[]) order by from_at`,
    [workspaceId, accountIds],
  );
}

function loadInvoiceRows(manager: EntityManager, workspaceId: string, accountIds: readonly string[]) {
  return manager.query<InvoicePeriodRow[]>(
    `select account_id, invoice_id, from_at, to_at, status, left_out, remaining, past_due, streak_id, opened_on
     from invoice_timeline where workspace_id = $1 and account_id = any($2::uuid[]) order by from_at`,
    [workspaceId, accountIds],
  );
}

function loadStreakRows(manager: EntityManager, workspaceId: string, accountIds: readonly string[]) {
  return manager.query<StoredStreakRow[]>(
    `select account_id, streak_id, invoice_id, opened_at, opened_on, ended_at, ended_on, merged_into
     from streaks where workspace_id = $1 and account_id = any($2::uuid[])`,
    [workspaceId, accountIds],
  );
}

function accountPeriod(row: AccountPeriodRow): StoredAccountPeriod {
  return {
    from: finite(row.from_at),
    to: finite(row.to_at),
    outstanding: row.outstanding,
    overdue: row.overdue,
    unapplied: row.unapplied,
    overdueInvoiceCount: row.overdue_invoices,
    oldestDueOn: row.oldest_due_on,
    streakId: row.streak_id,
    openedOn: row.opened_on,
    strictSince: row.strict_since,
    lastPaymentOn: row.last_payment_on,
  };
}

function invoicePeriod(row: InvoicePeriodRow): StoredInvoicePeriod {
  return {
    from: finite(row.from_at),
    to: finite(row.to_at),
    invoiceId: row.invoice_id,
    status: row.status,
    leftOut: row.left_out,
    remaining: row.remaining,
    pastDue: row.past_due,
    streakId: row.streak_id,
    openedOn: row.opened_on,
  };
}

function streak(row: StoredStreakRow): StreakRow {
  return {
    id: row.streak_id,
    invoiceId: row.invoice_id,
    openedAt: Number(row.opened_at),
    openedOn: row.opened_on,
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    endedOn: row.ended_on,
    mergedInto: row.merged_into,
  };
}

/** The engine says null where the database says infinity. */
function finite(stored: StoredInstant): number | null {
  const instant = Number(stored);
  return Number.isFinite(instant) ? instant : null;
}
