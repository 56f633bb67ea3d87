import type { ListedAccount, ListedHold } from '@dunwell/contract';
import { businessDateIn, joinSql, render, sql, type SqlFragment, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountOf, type AccountRow } from '../http/read-accounts.js';
import { details } from '../reader/account-joins.js';
import { joinsOf } from '../reader/fact-sql.js';
import { heldBackFacts, type HeldBackFacts } from '../reader/held-back-facts.js';
import { promises } from '../reader/promises-join.js';
import { zoneHistory, type AccountZone } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import { dateAt } from './account-calendar.js';
import type { Selection } from './account-conditions.js';
import { lastDateBefore } from './last-date.js';
import { listedPromise, type PromiseRow } from './listed-promise.js';
import type { NowSql } from './now-sql.js';
import { isBehind, orderBy, type Order, type Place } from './order.js';

/** Which accounts a list is of, and an amount of each that it is about, if any. */
export type AccountSelection = Selection & { amount?: SqlFragment };

export interface AccountPage {
  order: Order;
  after: Place | undefined;
  limit: number;
}

/** A row as far as billing knows it, with its place in the order. */
export type BilledAccount = Omit<ListedAccount, 'lastMessage' | 'nextTask' | 'ribbon'> & {
  accountId: string;
  place: Place;
};

/** Accounts of a selection as of business now: a handful of statements, however many there are. */
export async function listAccounts(
  manager: EntityManager,
  now: NowSql,
  selection: AccountSelection,
  page: AccountPage,
): Promise<BilledAccount[]> {
  const { text, values } = render(statement(now, selection, page));
  const rows = await manager.query<Row[]>(text, values);
  const ids = rows.map((row) => row.account_id);
  const zones = await loadZones(manager, now.workspaceId, ids);
  const held = await heldBackFacts(manager, now.workspaceId, ids, now.at);
  return rows.map((row) =>
    billedAccount(row, {
      zones: zones.get(row.account_id) ?? [],
      held: held.get(row.account_id),
      at: now.at,
    }),
  );
}

interface Row extends AccountRow, PromiseRow {
  place_value: string | number;
  amount: number | null;
  tags: string[];
  plans: string[];
}

/** Who is on the page is settled first, by what the filter and the order need only; then the page is read. */
function statement(
  now: NowSql,
  selection: AccountSelection,
  { order, after, limit }: AccountPage,
): SqlFragment {
  const { workspaceSql, atSql } = now;
  const joins = joinsOf([selection, order]);
  const where = [
    sql`account.workspace_id = ${workspaceSql}`,
    ...selection.where,
    ...(after === undefined ? [] : [isBehind(order, after)]),
  ];
  return sql`
    with page as materialized (
      select account.account_id, ${order.value} as place_value, ${selection.amount ?? sql`null::bigint`} as amount
      from accounts account ${joinSql([sql``, ...joins.map((join) => join.sql)], ' ')}
      where ${joinSql(where, ' and ')}
      order by ${orderBy(order)}
      limit ${limit}
    )
    select page.place_value, page.amount, account.account_id, account.key, account.currency, account.created_at,
      details.name, details.email, details.country, details.language, details.payment_url,
      details.collection_status, details.service_status,
      coalesce(balance.outstanding, 0) as outstanding, coalesce(balance.overdue, 0) as overdue,
      coalesce(balance.unapplied, 0) as unapplied, coalesce(balance.overdue_invoices, 0) as overdue_invoices,
      balance.oldest_due_on, balance.streak_id, balance.opened_on, balance.strict_since,
      array(
        select tagged.tag from account_tags tagged
        where tagged.workspace_id = ${workspaceSql} and tagged.account_id = account.account_id
          and tagged.from_at <= ${atSql} and tagged.to_at > ${atSql}
        order by tagged.tag
      ) as tags,
      array(
        select distinct state.plan from subscription_states state
        where state.workspace_id = ${workspaceSql} and state.account_id = account.account_id
          and state.from_at <= ${atSql} and state.to_at > ${atSql}
          and state.status in ('active', 'trialing', 'pastDue') and state.plan is not null
          and state.started_on <= ${dateAt(atSql)} and (state.ended_on is null or state.ended_on > ${dateAt(atSql)})
        order by state.plan
      ) as plans,
      promises.latest as promise, promised.promised_amount, promised.until_at as promised_until
    from page
    join accounts account on account.workspace_id = ${workspaceSql} and account.account_id = page.account_id
    ${details(now).sql}
    left join account_timeline balance
      on balance.workspace_id = ${workspaceSql} and balance.account_id = page.account_id
      and balance.from_at <= ${atSql} and balance.to_at > ${atSql}
    ${promises(now).sql}
    left join holds promised on promised.workspace_id = ${workspaceSql} and promised.hold_id = promises.latest_id
    order by ${orderBy({ ...order, value: sql`page.place_value` })}`;
}

function billedAccount(
  row: Row,
  { zones, held, at }: { zones: readonly AccountZone[]; held: HeldBackFacts | undefined; at: number },
): BilledAccount {
  const history = zoneHistory(zones);
  const inFlight = held?.paymentsInFlight[0];
  return {
    ...accountOf(row, { zones, now: new Date(at) }),
    accountId: row.account_id,
    place: { value: row.place_value, key: row.key },
    today: businessDateIn(history, at),
    country: row.country,
    tags: row.tags,
    plans: row.plans,
    hold: longestHold(held, history),
    promise: listedPromise(row, history),
    paymentInFlight:
      inFlight === undefined
        ? null
        : { since: new Date(inFlight.since).toISOString(), amount: inFlight.amount },
    paidAfterContact: row.amount,
  };
}

function longestHold(held: HeldBackFacts | undefined, history: ZoneHistory): ListedHold | null {
  const ofAccount = (held?.holds ?? []).filter(({ invoiceId }) => invoiceId === null);
  const [longest] = ofAccount.sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity));
  if (longest === undefined) return null;
  const { holdId, reason, leaveOut, until } = longest;
  return { id: holdId, reason, leaveOut, until: until === null ? null : lastDateBefore(history, until) };
}
