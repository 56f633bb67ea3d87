import type { EntityManager } from 'typeorm';
import { deleteRows, insertRows, instantText, updateRows } from '../facts/rows.js';
import { ACCOUNT_TIMELINE, INVOICE_TIMELINE, STREAKS } from '../facts/tables.js';
import { inTurns } from './in-turns.js';
import type { TimelineChange } from './rebuild-account.js';
import type { StoredAccountPeriod, StoredInvoicePeriod, StreakRow } from './stored-timeline.js';

/** Writes the differences of a batch of accounts; what stays as it is is not touched. */
export async function storeTimelines(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly TimelineChange[],
): Promise<void> {
  await storeAccountPeriods(manager, workspaceId, changes);
  await storeInvoicePeriods(manager, workspaceId, changes);
  await storeStreaks(manager, workspaceId, changes);
}

async function storeAccountPeriods(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly TimelineChange[],
): Promise<void> {
  const gone = changes.flatMap(({ accountId, periods }) =>
    (periods?.remove ?? []).map(({ from }) => ({ id: accountId, from })),
  );
  await removePeriods(manager, workspaceId, { table: 'account_timeline', id: 'account_id', gone });
  const rows = changes.flatMap(({ accountId, periods }) =>
    (periods?.insert ?? []).map((period) => accountRow(accountId, period)),
  );
  await insertRows(manager, ACCOUNT_TIMELINE, workspaceId, rows);
}

async function storeInvoicePeriods(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly TimelineChange[],
): Promise<void> {
  const gone = changes.flatMap(({ invoices }) =>
    invoices.flatMap(({ remove }) => remove.map(({ invoiceId, from }) => ({ id: invoiceId, from }))),
  );
  await removePeriods(manager, workspaceId, { table: 'invoice_timeline', id: 'invoice_id', gone });
  const rows = changes.flatMap(({ accountId, invoices }) =>
    invoices.flatMap(({ insert }) => insert.map((period) => ({ accountId, period }))),
  );
  for await (const stretch of inTurns(rows)) {
    await insertRows(manager, INVOICE_TIMELINE, workspaceId, stretch.map(invoiceRow));
  }
}

async function storeStreaks(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly TimelineChange[],
): Promise<void> {
  const rowsOf = (streaks: (change: TimelineChange) => StreakRow[]) =>
    changes.flatMap((change) => streaks(change).map((streak) => streakRow(change.accountId, streak)));
  const removed = changes.flatMap(({ streaks }) => streaks.remove);
  await deleteRows(manager, STREAKS, workspaceId, { by: 'streakId', ids: removed });
  await updateRows(manager, STREAKS, workspaceId, {
    by: 'streakId',
    rows: rowsOf(({ streaks }) => streaks.update),
  });
  await insertRows(
    manager,
    STREAKS,
    workspaceId,
    rowsOf(({ streaks }) => streaks.insert),
  );
}

async function removePeriods(
  manager: EntityManager,
  workspaceId: string,
  {
    table,
    id,
    gone,
  }: {
    table: 'account_timeline' | 'invoice_timeline';
    id: 'account_id' | 'invoice_id';
    gone: readonly { id: string; from: number | null }[];
  },
): Promise<void> {
  if (gone.length === 0) return;
  await manager.query(
    `delete from ${table} using unnest($2::uuid[], $3::timestamptz[]) as gone(id, from_at)
     where ${table}.workspace_id = $1 and ${table}.${id} = gone.id and ${table}.from_at = gone.from_at`,
    [workspaceId, gone.map((period) => period.id), gone.map(({ from }) => instantText(from ?? -Infinity))],
  );
}

function accountRow(accountId: string, period: StoredAccountPeriod) {
  return {
    accountId,
    fromAt: period.from ?? -Infinity,
    toAt: period.to ?? Infinity,
    outstanding: period.outstanding,
    overdue: period.overdue,
    unapplied: period.unapplied,
    overdueInvoices: period.overdueInvoiceCount,
    oldestDueOn: period.oldestDueOn,
    streakId: period.streakId,
    openedOn: period.openedOn,
    strictSince: period.strictSince,
    lastPaymentOn: period.lastPaymentOn,
  };
}

function invoiceRow({ accountId, period }: { accountId: string; period: StoredInvoicePeriod }) {
  return {
    invoiceId: period.invoiceId,
    accountId,
    fromAt: period.from ?? -Infinity,
    toAt: period.to ?? Infinity,
    status: period.status,
    leftOut: period.leftOut,
    remaining: period.remaining,
    pastDue: period.pastDue,
    streakId: period.streakId,
    openedOn: period.openedOn,
  };
}

function streakRow(accountId: string, streak: StreakRow) {
  return {
    streakId: streak.id,
    accountId,
    invoiceId: streak.invoiceId,
    openedAt: streak.openedAt,
    openedOn: streak.openedOn,
    endedAt: streak.endedAt,
    endedOn: streak.endedOn,
    mergedInto: streak.mergedInto,
  };
}
