import { sql } from '@dunwell/engine';
import {
  CANDIDATE,
  instantSql,
  value,
  windowStart,
  type FactSql,
  type FieldParams,
  type Moment,
} from '../../billing/billing-reader.js';

/** `account.messagesInLast(days)`: messages sent to the customer on the last n business dates, today included. */
export function messagesInLast(moment: Moment, params: FieldParams): FactSql {
  const since = instantSql(windowStart(moment, Number(params?.days)));
  return value(sql`(
    select count(*)::integer from messages message
    where message.workspace_id = ${CANDIDATE.workspaceId} and message.account_id = ${CANDIDATE.accountId}
      and message.audience = 'customer' and message.sent_at >= ${since} and message.sent_at <= ${instantSql(moment.at)}
  )`);
}
