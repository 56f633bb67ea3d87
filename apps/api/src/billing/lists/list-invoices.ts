import type { ListedInvoice } from '@dunwell/contract';
import { businessDateIn, daysBetween, joinSql, render, sql, type SqlFragment } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { details } from '../reader/account-joins.js';
import { holdInForce } from '../reader/hold-in-force.js';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import { invoicesNow, isDisputed } from './invoice-conditions.js';
import { lastDateBefore } from './last-date.js';
import type { NowSql } from './now-sql.js';
import { isBehind, orderBy, type Order, type Place } from './order.js';

export interface InvoicePage {
  where: readonly SqlFragment[];
  /** Whether `where` lets few of all invoices through. */
  narrow: boolean;
  order: Order;
  after: Place | undefined;
  limit: number;
}

/** A row with its place in the order. */
export type PlacedInvoice = ListedInvoice & { place: Place };

interface Row {
  place_value: string | number;
  account_id: string;
  key: string;
  name: string | null;
  currency: string;
  number: string;
  issued_on: string;
  due_on: string;
  total: number;
  status: string;
  remaining: number;
  past_due: boolean;
  left_out: boolean;
  disputed: boolean;
  hold: { id: string; reason: HoldReason; leaveOut: boolean; until: string; note: string | null } | null;
  failure: { at: string; code: string | null; kind: string | null } | null;
}

/** Invoices as of business now, in the order asked for. */
export async function listInvoices(
  manager: EntityManager,
  now: NowSql,
  page: InvoicePage,
): Promise<PlacedInvoice[]> {
  const { text, values } = render(statement(now, page));
  const rows = await manager.query<Row[]>(text, values);
  const zones = await loadZones(manager, now.workspaceId, [...new Set(rows.map((row) => row.account_id))]);
  return rows.map((row) => {
    const history = zoneHistory(zones.get(row.account_id) ?? []);
    const { hold, failure } = row;
    const until = hold === null || hold.until === 'infinity' ? null : Date.parse(hold.until);
    return {
      account: row.key,
      name: row.name,
      number: row.number,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      total: row.total,
      currency: row.currency,
      status: row.status,
      remaining: row.remaining,
      pastDue: row.past_due,
      leftOut: row.left_out,
      daysPastDue: row.past_due ? daysBetween(row.due_on, businessDateIn(history, now.at)) : null,
      disputed: row.disputed,
      hold: hold && { ...hold, until: until === null ? null : lastDateBefore(history, until) },
      lastFailure: failure && { ...failure, at: new Date(failure.at).toISOString() },
      place: { value: row.place_value, key: row.number },
    };
  });
}

/**
 * Few invoices are collected before they are sorted: otherwise the planner would walk all of the workspace's in the order
 * asked for, hoping to meet enough of them soon. Of many, it does.
 */
function statement(now: NowSql, { where, narrow, order, after, limit }: InvoicePage): SqlFragment {
  const { workspaceSql, atSql } = now;
  const conditions = [
    sql`invoice.workspace_id = ${workspaceSql}`,
    ...where,
    ...(after === undefined ? [] : [isBehind(order, after)]),
  ];
  const sorted = {
    value: sql`candidate.place_value`,
    key: sql`candidate.number`,
    direction: order.direction,
  };
  return sql`
    with candidate as ${narrow ? sql`materialized` : sql`not materialized`} (
      select invoice.invoice_id, invoice.number, ${order.value} as place_value
      from ${invoicesNow(now)}
      where ${joinSql(conditions, ' and ')}
    ),
    page as materialized (
      select candidate.invoice_id, candidate.place_value from candidate order by ${orderBy(sorted)} limit ${limit}
    )
    select page.place_value, account.account_id, account.key, account.currency, details.name,
      invoice.number, invoice.issued_on, invoice.due_on, invoice.total,
      coalesce(state.status, 'open') as status, coalesce(state.remaining, invoice.total) as remaining,
      coalesce(state.past_due, false) as past_due, coalesce(state.left_out, false) as left_out,
      ${isDisputed(now)} as disputed, held.hold, failed.failure
    from page
    join (${invoicesNow(now)}) on invoice.workspace_id = ${workspaceSql} and invoice.invoice_id = page.invoice_id
    ${details(now).sql}
    left join lateral (
      select json_build_object('id', hold.hold_id, 'reason', hold.reason, 'leaveOut', hold.leave_out,
          'until', least(hold.until_at, hold.lifted_at), 'note', hold.note) as hold
      from holds hold
      where hold.workspace_id = ${workspaceSql} and hold.account_id = invoice.account_id
        and hold.invoice_id = invoice.invoice_id and ${holdInForce(atSql)}
      order by least(hold.until_at, hold.lifted_at) desc, hold.hold_id
      limit 1
    ) held on true
    left join lateral (
      select json_build_object('at', failed.at, 'code', failed.failure_code, 'kind', failed.failure_kind) as failure
      from payment_allocations allocation
      join payment_states failed
        on failed.workspace_id = allocation.workspace_id and failed.payment_id = allocation.payment_id
      where allocation.workspace_id = ${workspaceSql} and allocation.invoice_id = invoice.invoice_id
        and failed.status = 'failed' and failed.at <= ${atSql}
      order by failed.at desc, failed.payment_id desc
      limit 1
    ) failed on true
    order by ${orderBy({ ...order, value: sql`page.place_value` })}`;
}
