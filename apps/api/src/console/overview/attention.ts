import type {
  AttentionCommon,
  AttentionExample,
  OverviewAttention,
  MissedMatch,
  Money,
} from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountOrder, accountTotals, listAccounts, type NowSql } from '../../billing/billing-reader.js';
import { selectAccounts } from '../accounts/select-accounts.js';
import { evaluationErrors } from './evaluation-errors.js';

/** How many of each kind are named. */
const EXAMPLES = 3;

/** What an operator should look at, the most pressing kinds first; kinds with nothing are left out. */
export async function attentionItems(manager: EntityManager, now: NowSql): Promise<OverviewAttention[]> {
  const toMend = await groupsOf(manager, now, deliveriesToMend(now));
  const missed = await groupsOf(manager, now, missedMatches(now));
  const items: OverviewAttention[] = [
    ...toMend.filter(({ kind }) => kind === 'uncertain').map(uncertain),
    ...toMend.filter(({ kind }) => kind === 'needsAttention').map(needingAttention),
    ...missed.map(missedMatch),
    await brokenPromises(manager, now),
    await evaluationErrors(manager, now),
  ];
  return items.filter(({ count }) => count > 0);
}

/** Things of one kind, for one reason. */
interface Group {
  kind: string;
  reason: string;
  count: number;
  overdue: Money[];
  examples: AttentionExample[];
}

function uncertain({ count, overdue, examples }: Group): OverviewAttention {
  return {
    kind: 'uncertain',
    count,
    overdue,
    examples,
    list: { path: '/deliveries', query: { status: 'uncertain' } },
  };
}

function needingAttention({ reason, count, overdue, examples }: Group): OverviewAttention {
  const query = { status: 'needsAttention' as const, problemCode: reason };
  return {
    kind: 'needsAttention',
    code: reason,
    count,
    overdue,
    examples,
    list: { path: '/deliveries', query },
  };
}

function missedMatch({ reason, count, overdue, examples }: Group): OverviewAttention {
  const because = reason as MissedMatch['because'];
  return { kind: 'missed', because, count, overdue, examples, list: { path: '/missed', query: { because } } };
}

/**
 * The things of a query by kind and reason, the most first: how many, what their accounts owe past due, each account
 * once, and the latest of them. Statement and sums are two, since one thing has one account but an account many things.
 */
async function groupsOf(
  manager: EntityManager,
  { workspaceSql, atSql }: NowSql,
  things: SqlFragment,
): Promise<Group[]> {
  const statement = render(sql`
    with thing as materialized (${things}),
    numbered as (
      select thing.*, row_number() over (partition by thing.kind, thing.reason order by thing.at desc, thing.id) as place
      from thing
    ),
    owed as (
      select affected.kind, affected.reason, account.currency, sum(debt.overdue)::bigint as amount
      from (select distinct thing.kind, thing.reason, thing.account_id from thing) affected
      join account_timeline debt
        on debt.workspace_id = ${workspaceSql} and debt.account_id = affected.account_id
        and debt.overdue > 0 and debt.from_at <= ${atSql} and debt.to_at > ${atSql}
      join accounts account on account.workspace_id = ${workspaceSql} and account.account_id = affected.account_id
      group by affected.kind, affected.reason, account.currency
    )
    select numbered.kind, numbered.reason, count(*)::integer as count,
      coalesce((
        select json_agg(json_build_object('currency', owed.currency, 'amount', owed.amount) order by owed.currency)
        from owed where owed.kind = numbered.kind and owed.reason = numbered.reason
      ), '[]') as overdue,
      json_agg(json_build_object(
        'account', account.key, 'name', details.name, 'automation', automation.name,
        'step', version.document -> 'steps' -> numbered.step_id ->> 'label', 'at', numbered.at
      ) order by numbered.place) filter (where numbered.place <= ${EXAMPLES}) as examples
    from numbered
    join accounts account on account.workspace_id = ${workspaceSql} and account.account_id = numbered.account_id
    join automations automation
      on automation.workspace_id = ${workspaceSql} and automation.automation_id = numbered.automation_id
    left join automation_versions version
      on version.workspace_id = ${workspaceSql} and version.automation_id = numbered.automation_id
      and version.version = numbered.version and numbered.place <= ${EXAMPLES}
    left join account_details details
      on details.workspace_id = ${workspaceSql} and details.account_id = numbered.account_id
      and details.from_at <= ${atSql} and details.to_at > ${atSql} and numbered.place <= ${EXAMPLES}
    group by numbered.kind, numbered.reason
    order by count(*) desc, numbered.kind, numbered.reason`);
  const groups = await manager.query<Group[]>(statement.text, statement.values);
  return groups.map((group) => ({
    ...group,
    examples: group.examples.map((example) => ({ ...example, at: new Date(example.at).toISOString() })),
  }));
}

/** Why a delivery is uncertain does not matter: it may have left (S15). */
function deliveriesToMend({ workspaceSql }: NowSql): SqlFragment {
  return sql`
      select delivery.status as kind,
        case when delivery.status = 'uncertain' then '' else coalesce(delivery.problem_code, '') end as reason,
        delivery.key as id, delivery.account_id, delivery.automation_id, journey.version, delivery.step_id,
        coalesce(delivery.finished_at, delivery.first_due_at) as at
      from deliveries delivery
      join journeys journey on journey.workspace_id = ${workspaceSql} and journey.journey_id = delivery.journey_id
      where delivery.workspace_id = ${workspaceSql} and delivery.status in ('needsAttention', 'uncertain')`;
}

function missedMatches({ workspaceSql }: NowSql): SqlFragment {
  return sql`
      select 'missed' as kind, match.missed_because as reason, match.entry_key as id, match.account_id,
        match.automation_id, match.version, null::text as step_id, match.decided_at as at
      from matches match
      where match.workspace_id = ${workspaceSql} and match.outcome = 'missed'`;
}

/** Accounts that are past due and whose latest promise is broken, those that owe most first. */
async function brokenPromises(manager: EntityManager, now: NowSql): Promise<OverviewAttention> {
  const query = { promise: 'broken' as const, pastDue: true };
  const selection = selectAccounts(query, now);
  const { accounts: count, currencies } = await accountTotals(manager, now, selection);
  const page = { order: accountOrder('overdue', now), after: undefined, limit: EXAMPLES };
  const accounts = count === 0 ? [] : await listAccounts(manager, now, selection, page);
  const common: AttentionCommon = {
    count,
    overdue: currencies.map(({ currency, overdue }) => ({ currency, amount: overdue })),
    list: { path: '/accounts', query },
  };
  const examples = accounts.map(({ account, name, promise, currency }) => ({
    account,
    name,
    promised: typeof promise?.amount === 'number' ? { currency, amount: promise.amount } : null,
    until: promise?.until ?? null,
  }));
  return { kind: 'brokenPromise', ...common, examples };
}
