import type { AutomationStatus, AutomationToday, LastRun } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { ActionKind } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { NowSql } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';

/** The workspace's date, and when it began. */
export interface Today {
  date: string;
  from: Date;
}

/** What each automation that is live or paused, or did something today, did and is about, by name. */
export async function automationsToday(
  manager: EntityManager,
  now: NowSql,
  today: Today,
): Promise<AutomationToday[]> {
  const automations = await rows<AutomationRow>(manager, automationsOf(now, today));
  const done = groupBy(await rows<DoneRow>(manager, doneToday(now, today)), ({ id }) => id);
  const waiting = countsById(await rows<CountRow>(manager, heldBack(now)));
  const underWay = countsById(await rows<CountRow>(manager, journeysUnderWay(now)));
  const stakes = groupBy(await rows<StakeRow>(manager, atStake(now)), ({ id }) => id);
  const runs = new Map((await rows<RunRow>(manager, lastRuns(now))).map(({ id, ...run }) => [id, run]));
  return automations.map(({ id, name, status }) => ({
    id,
    name,
    status,
    done: (done.get(id) ?? []).map(({ kind, count }) => ({
      kind,
      count,
      list: {
        path: '/deliveries',
        query: { automationId: id, kind, status: 'done', finishedOn: today.date },
      },
    })),
    heldBack: {
      count: waiting.get(id) ?? 0,
      list: { path: '/deliveries', query: { automationId: id, heldBack: true } },
    },
    underWay: {
      count: underWay.get(id) ?? 0,
      list: { path: '/journeys', query: { automationId: id, status: 'underWay' } },
    },
    atStake: (stakes.get(id) ?? []).map(({ currency, amount, accounts }) => ({
      currency,
      amount,
      accounts,
      list: { path: '/accounts', query: { underWayIn: id, currency } },
    })),
    lastRun: lastRun(runs.get(id)),
  }));
}

interface AutomationRow {
  id: string;
  name: string;
  status: AutomationStatus;
}

interface CountRow {
  id: string;
  count: number;
}

type DoneRow = CountRow & { kind: ActionKind };

interface StakeRow {
  id: string;
  currency: string;
  amount: number;
  accounts: number;
}

type RunRow = Omit<LastRun, 'finishedAt'> & { id: string; finishedAt: Date | null };

function rows<Row>(manager: EntityManager, statement: SqlFragment): Promise<Row[]> {
  const { text, values } = render(statement);
  return manager.query<Row[]>(text, values);
}

function countsById(counts: readonly CountRow[]): Map<string, number> {
  return new Map(counts.map(({ id, count }) => [id, count]));
}

function lastRun(run: Omit<RunRow, 'id'> | undefined): LastRun | null {
  return run === undefined ? null : { ...run, finishedAt: run.finishedAt?.toISOString() ?? null };
}

/** Effects that were had between the beginning of today and now. */
function isDoneToday({ workspaceSql, atSql }: NowSql, { from }: Today): SqlFragment {
  return sql`delivery.workspace_id = ${workspaceSql} and delivery.status = 'done'
      and delivery.finished_at is not null and delivery.finished_at >= ${from} and delivery.finished_at <= ${atSql}`;
}

function automationsOf(now: NowSql, today: Today): SqlFragment {
  return sql`
    select automation.automation_id as id, automation.name, automation.status
    from automations automation
    where automation.workspace_id = ${now.workspaceSql} and (
      automation.status in ('live', 'paused')
      or automation.automation_id in (
        select delivery.automation_id from deliveries delivery where ${isDoneToday(now, today)}
      )
    )
    order by automation.name, automation.automation_id`;
}

function doneToday(now: NowSql, today: Today): SqlFragment {
  return sql`
    select delivery.automation_id as id, delivery.kind, count(*)::integer as count
    from deliveries delivery
    where ${isDoneToday(now, today)}
    group by delivery.automation_id, delivery.kind
    order by delivery.automation_id, count(*) desc, delivery.kind`;
}

function heldBack({ workspaceSql }: NowSql): SqlFragment {
  return sql`
    select delivery.automation_id as id, count(*)::integer as count
    from deliveries delivery
    where delivery.workspace_id = ${workspaceSql} and delivery.status = 'due' and delivery.held_because is not null
    group by delivery.automation_id`;
}

function journeysUnderWay({ workspaceSql }: NowSql): SqlFragment {
  return sql`
    select journey.automation_id as id, count(*)::integer as count
    from journeys journey
    where journey.workspace_id = ${workspaceSql} and journey.status = 'underWay'
    group by journey.automation_id`;
}

/** Overdue balances of the accounts with a journey under way, each once however many it has. */
function atStake({ workspaceSql, atSql }: NowSql): SqlFragment {
  return sql`
    select affected.automation_id as id, account.currency, coalesce(sum(debt.overdue), 0)::bigint as amount,
      count(*)::integer as accounts
    from (
      select distinct journey.automation_id, journey.account_id
      from journeys journey
      where journey.workspace_id = ${workspaceSql} and journey.status = 'underWay'
    ) affected
    join accounts account on account.workspace_id = ${workspaceSql} and account.account_id = affected.account_id
    left join account_timeline debt
      on debt.workspace_id = ${workspaceSql} and debt.account_id = affected.account_id
      and debt.overdue > 0 and debt.from_at <= ${atSql} and debt.to_at > ${atSql}
    group by affected.automation_id, account.currency
    order by affected.automation_id, account.currency`;
}

/** The latest date that any zone was evaluated on, over all zones that were. */
function lastRuns({ workspaceSql }: NowSql): SqlFragment {
  return sql`
    select distinct on (latest.automation_id) latest.automation_id as id, latest.business_date as date,
      case when bool_and(latest.status = 'done') then max(latest.finished_at) end as "finishedAt",
      sum(latest.looked_at)::integer as "lookedAt", sum(latest.entered)::integer as entered,
      sum(latest.duration_ms)::integer as "durationMs"
    from evaluation_lanes lane
    cross join lateral (
      select * from evaluations evaluation
      where evaluation.workspace_id = ${workspaceSql} and evaluation.automation_id = lane.automation_id
        and evaluation.time_zone = lane.time_zone and evaluation.kind = 'scheduled'
      order by evaluation.business_date desc
      limit 1
    ) latest
    where lane.workspace_id = ${workspaceSql}
    group by latest.automation_id, latest.business_date
    order by latest.automation_id, latest.business_date desc`;
}
