import { sql, type Instant, type SqlFragment } from '@dunwell/engine';
import { instantSql } from './fact-sql.js';
import { HOLDS_WITH_END, promiseState } from './promises-join.js';

/**
 * Promises to pay that were broken between two instants, as they stand at the later one: rows of account_id, hold_id,
 * promised_amount and broken_at. Those after whose end another hold was placed are left out: somebody saw to it.
 */
export function brokenPromises(
  workspaceId: string,
  { since, at }: { since: Instant; at: Instant },
): SqlFragment {
  const moment = { atSql: instantSql(at) };
  return sql`
    select hold.account_id, hold.hold_id, hold.promised_amount, hold.until_at as broken_at
    from ${HOLDS_WITH_END} hold
    where hold.workspace_id = ${workspaceId}::uuid and hold.reason = 'promiseToPay'
      and hold.until_at > ${instantSql(since)} and hold.until_at <= ${moment.atSql}
      and ${promiseState(moment)} = 'broken'
      and not exists (
        select from holds later
        where later.workspace_id = hold.workspace_id and later.account_id = hold.account_id
          and later.created_at >= hold.until_at
      )`;
}
