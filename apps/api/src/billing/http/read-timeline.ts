import type { EntityManager } from 'typeorm';
import { instantText, type StoredInstant } from '../facts/rows.js';
import type { StreakAnswer, TimelinePeriodAnswer } from './answers.dto.js';
import { instantOrNull } from './instant-or-null.js';

interface PeriodRow {
  from_at: StoredInstant;
  to_at: StoredInstant;
  outstanding: number;
  overdue: number;
  unapplied: number;
  overdue_invoices: number;
  oldest_due_on: string | null;
  streak_id: string | null;
  opened_on: string | null;
  strict_since: string | null;
  last_payment_on: string | null;
}

/** The account behind a key; null where the workspace does not know it. */
export async function accountByKey(
  manager: EntityManager,
  workspaceId: string,
  key: string,
): Promise<{ accountId: string; currency: string } | null> {
  const [row] = await manager.query<{ account_id: string; currency: string }[]>(
    'select account_id, currency from accounts where workspace_id = $1 and key = $2',
    [workspaceId, key],
  );
  return row === undefined ? null : { accountId: row.account_id, currency: row.currency };
}

/** The periods of an account that overlap a stretch of time. */
export async function readTimeline(
  manager: EntityManager,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
  { from, to }: { from: Date | undefined; to: Date | undefined },
): Promise<TimelinePeriodAnswer[]> {
  const rows = await manager.query<PeriodRow[]>(
    `select * from account_timeline
     where workspace_id = $1 and account_id = $2 and to_at > $3 and from_at < $4 order by from_at`,
    [
      workspaceId,
      accountId,
      instantText(from?.getTime() ?? -Infinity),
      instantText(to?.getTime() ?? Infinity),
    ],
  );
  return rows.map((row) => ({
    from: instantOrNull(row.from_at),
    to: instantOrNull(row.to_at),
    outstanding: row.outstanding,
    overdue: row.overdue,
    unapplied: row.unapplied,
    overdueInvoices: row.overdue_invoices,
    oldestDueOn: row.oldest_due_on,
    streakId: row.streak_id,
    openedOn: row.opened_on,
    strictSince: row.strict_since,
    lastPaymentOn: row.last_payment_on,
  }));
}

/** The streaks of an account; those that lived on under another's id, or never were, are left out. */
export async function readStreaks(
  manager: EntityManager,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<StreakAnswer[]> {
  const rows = await manager.query<
    { streak_id: string; opened_at: Date; opened_on: string; ended_at: Date | null }[]
  >(
    `select streak_id, opened_at, opened_on, ended_at from streaks
     where workspace_id = $1 and account_id = $2 and invoice_id is null
       and merged_into is null and opened_at is distinct from ended_at
     order by opened_at desc`,
    [workspaceId, accountId],
  );
  return rows.map((row) => ({
    id: row.streak_id,
    openedAt: row.opened_at.toISOString(),
    openedOn: row.opened_on,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
