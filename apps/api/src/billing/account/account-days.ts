import type { RibbonBalance, RibbonDay } from '@dunwell/contract';
import {
  addDays,
  pastDueDays,
  startOfDateIn,
  streakRuns,
  type CalendarDate,
  type Instant,
  type ZoneHistory,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { instantText, type StoredInstant } from '../facts/rows.js';

export interface DatesOfAccount {
  workspaceId: string;
  accountId: string;
  zones: ZoneHistory;
  now: Instant;
  from: CalendarDate;
  to: CalendarDate;
}

interface PeriodRow {
  from_at: StoredInstant;
  outstanding: number;
  overdue: number;
}

interface StreakRow {
  opened_on: string;
  ended_at: Date | null;
}

/** An account date by date, and the balances behind the dates from each instant on. */
export async function accountDays(
  manager: EntityManager,
  { workspaceId, accountId, zones, now, from, to }: DatesOfAccount,
): Promise<{ days: RibbonDay[]; balances: RibbonBalance[] }> {
  const begins = startOfDateIn(zones, from);
  const ends = startOfDateIn(zones, addDays(to, 1));
  const parameters = [workspaceId, accountId, instantText(begins), instantText(ends)];
  const rows = await manager.query<PeriodRow[]>(
    `select from_at, outstanding, overdue from account_timeline
     where workspace_id = $1 and account_id = $2 and to_at > $3 and from_at < $4 order by from_at`,
    parameters,
  );
  const streaks = await manager.query<StreakRow[]>(
    `select opened_on, ended_at from streaks
     where workspace_id = $1 and account_id = $2 and invoice_id is null and merged_into is null
       and opened_at is distinct from ended_at and opened_at < $4 and (ended_at is null or ended_at > $3)
     order by opened_at`,
    parameters,
  );
  const periods = rows.map(({ from_at, outstanding, overdue }) => ({
    from: Number(from_at) === -Infinity ? null : Number(from_at),
    outstanding,
    overdue,
  }));
  const runs = streakRuns(
    streaks.map(({ opened_on, ended_at }) => ({ openedOn: opened_on, endedAt: ended_at?.getTime() ?? null })),
    zones,
    { from, to },
  );
  return {
    days: pastDueDays({ runs, periods, zones, now }, { from, to }),
    balances: periods
      .map(({ from: since, outstanding, overdue }) => ({
        from: new Date(Math.max(since ?? -Infinity, begins)).toISOString(),
        outstanding,
        overdue,
      }))
      .filter(
        ({ outstanding, overdue }, index, all) =>
          all[index - 1]?.outstanding !== outstanding || all[index - 1]?.overdue !== overdue,
      ),
  };
}
