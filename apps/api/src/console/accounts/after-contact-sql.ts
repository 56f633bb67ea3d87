import { sql, type SqlFragment } from '@dunwell/engine';
import { calendarAt, moneyReceived, startOfLastDates, type NowSql } from '../../billing/billing-reader.js';

/** On how many of an account's last dates a message counts as a contact, and how many dates later money may come. */
export interface ContactWindow {
  days: number;
  within: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No zone is further from UTC, whatever its clock does: what lies so far from a bound need not ask a calendar. */
const FURTHEST_ZONE = 15 * HOUR;

/** A query of the messages sent to customers on the last n dates of their accounts: account_id, sent_at. */
export function contacts(now: NowSql, days: number): SqlFragment {
  const { workspaceSql, at, atSql } = now;
  const midnight = Math.floor(at / DAY) * DAY - (days - 1) * DAY;
  const instant = (bound: number): SqlFragment => sql`${new Date(bound).toISOString()}::timestamptz`;
  const owner = { workspaceId: sql`message.workspace_id`, accountId: sql`message.account_id` };
  return sql`select message.account_id, message.sent_at
      from messages message
      where message.workspace_id = ${workspaceSql} and message.audience = 'customer'
        and message.sent_at >= ${instant(midnight - DAY - FURTHEST_ZONE)} and message.sent_at <= ${atSql}
        and (
          message.sent_at >= ${instant(midnight + DAY + FURTHEST_ZONE)}
          or message.sent_at >= ${startOfLastDates(atSql, days, owner)}
        )`;
}

/** A query of the payments that came after a contact, each once: account_id, payment_id, amount. */
export function paymentsAfterContact(now: NowSql, { days, within }: ContactWindow): SqlFragment {
  const owner = { workspaceId: now.workspaceSql, accountId: sql`contact.account_id` };
  const hours = within * 24;
  // By calendar dates (S1); only near the last one it takes the account's own to tell.
  return sql`select distinct received.account_id, received.payment_id, received.amount
      from (${contacts(now, days)}) contact
      join (${moneyReceived(now)}) received
        on received.account_id = contact.account_id and received.paid_at >= contact.sent_at
        and (
          received.paid_at <= contact.sent_at + make_interval(hours => ${hours - 2}::integer)
          or received.paid_at <= contact.sent_at + make_interval(hours => ${hours + 26}::integer) and (
            select (received.paid_at at time zone calendar.time_zone)::date
              - (contact.sent_at at time zone calendar.time_zone)::date <= ${within}::integer
            from (${calendarAt(now.atSql, owner)}) calendar
          )
        )`;
}
