import type { AccountPromises } from '@dunwell/contract';
import { render, sql, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../platform/must.js';
import type { NowSql } from '../lists/now-sql.js';
import { listedPromise, type PromiseRow } from '../lists/listed-promise.js';
import { promises } from '../reader/promises-join.js';

interface Row extends PromiseRow {
  kept: number;
  broken: number;
}

/** Where the latest promise of an account stands, and how many were kept and broken. */
export async function accountPromises(
  manager: EntityManager,
  now: NowSql,
  { accountId, zones }: { accountId: string; zones: ZoneHistory },
): Promise<AccountPromises> {
  const { text, values } = render(sql`
    select promises.latest as promise, promised.promised_amount, promised.until_at as promised_until,
      promises.kept, promises.broken
    from accounts account
    ${promises(now).sql}
    left join holds promised
      on promised.workspace_id = ${now.workspaceSql} and promised.hold_id = promises.latest_id
    where account.workspace_id = ${now.workspaceSql} and account.account_id = ${accountId}::uuid`);
  const row = onlyRow(await manager.query<Row[]>(text, values));
  return { latest: listedPromise(row, zones), kept: row.kept, broken: row.broken };
}
