import type { BalanceChange } from '@dunwell/contract';
import { businessDateIn, daysBetween, type Instant, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { instantText } from '../facts/rows.js';

interface Row {
  at: Date;
  overdue: number;
  opened: boolean;
  /** Day 1 of a streak that ended then. */
  ended_streak_opened_on: string | null;
}

/** What an account owed past due after each of some instants, and whether its streak began or ended with them. */
export async function balanceChanges(
  manager: EntityManager,
  { workspaceId, accountId, zones }: { workspaceId: string; accountId: string; zones: ZoneHistory },
  instants: readonly Instant[],
): Promise<Map<Instant, BalanceChange>> {
  if (instants.length === 0) return new Map();
  const rows = await manager.query<Row[]>(STATEMENT, [
    workspaceId,
    accountId,
    [...new Set(instants)].map(instantText),
  ]);
  return new Map(
    rows.map(({ at, overdue, opened, ended_streak_opened_on: openedOn }) => [
      at.getTime(),
      { overdue, streak: streakOf({ at: at.getTime(), opened, openedOn }, zones) },
    ]),
  );
}

/** Its last date is the one before it ended, unless something was overdue on that date too. */
function streakOf(
  { at, opened, openedOn }: { at: Instant; opened: boolean; openedOn: string | null },
  zones: ZoneHistory,
): BalanceChange['streak'] {
  if (opened) return { kind: 'opened' };
  if (openedOn === null) return null;
  return { kind: 'ended', days: daysBetween(openedOn, businessDateIn(zones, at - 1)) + 1 };
}

const STATEMENT = `
  select asked.at, coalesce(balance.overdue, 0) as overdue, began.streak_id is not null as opened,
    over.opened_on as ended_streak_opened_on
  from unnest($3::timestamptz[]) asked (at)
  left join account_timeline balance
    on balance.workspace_id = $1 and balance.account_id = $2 and balance.from_at <= asked.at and balance.to_at > asked.at
  left join streaks began
    on began.workspace_id = $1 and began.account_id = $2 and began.invoice_id is null and began.merged_into is null
    and began.opened_at is distinct from began.ended_at and began.opened_at = asked.at
  left join streaks over
    on over.workspace_id = $1 and over.account_id = $2 and over.invoice_id is null and over.merged_into is null
    and over.opened_at is distinct from over.ended_at and over.ended_at = asked.at`;
