import type { HistoryEntry, HistoryGroup } from '@dunwell/contract';
import { businessDateIn, joinSql, render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import {
  accountByKey,
  accountZones,
  balanceChanges,
  instantSql,
  nowSql,
  type HistoryOwner,
} from '../../billing/billing-reader.js';
import { notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';
import { finishDetail, movesBalance, type StoredDetail } from './finish-detail.js';
import { historySources, type HistorySourceName, type NamedSource } from './history-sources.js';

/** A place in a history: the last entry of the page before. */
export interface HistoryPlace {
  at: Date;
  id: string;
}

export interface HistoryQuery {
  workspaceId: string;
  key: string;
  now: Date;
  group?: HistoryGroup;
  before?: HistoryPlace;
  limit: number;
}

interface Row {
  at: Date;
  id: string;
  source: HistorySourceName;
  kind: HistoryEntry['kind'];
  detail: StoredDetail;
}

/** What happened to an account up to now, the latest first: two statements, whatever it has lived through. */
export async function accountHistory(
  manager: EntityManager,
  { workspaceId, key, now: at, group, before, limit }: HistoryQuery,
): Promise<HistoryEntry[]> {
  const account = await accountByKey(manager, workspaceId, key);
  if (account === null) throw notFound('account', key);
  const { accountId } = account;
  const zones = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
  const sources = historySources(group);
  const owner = { ...nowSql(workspaceId, at), accountSql: sql`${accountId}::uuid` };
  const { text, values } = render(statement(sources, owner, { before, limit }));
  const rows = await manager.query<Row[]>(text, values);
  const groups = new Map(sources.map((source) => [source.name, source.group]));
  const instants = rows.filter(({ kind }) => movesBalance(kind)).map((row) => row.at.getTime());
  const balances = await balanceChanges(manager, { workspaceId, accountId, zones }, instants);
  return rows.map((row) => ({
    id: row.id,
    group: mustGet(groups, row.source),
    at: row.at.toISOString(),
    date: businessDateIn(zones, row.at.getTime()),
    ...finishDetail(row.kind, row.detail, { zones, balance: balances.get(row.at.getTime()) }),
  }));
}

/** Each source gives its latest, by its own index; only these are sorted together. */
function statement(
  sources: readonly NamedSource[],
  owner: HistoryOwner,
  { before, limit }: Pick<HistoryQuery, 'before' | 'limit'>,
): SqlFragment {
  const latest = sources.map(({ name, query }) => {
    const id = sql`${`${name} `}::text || entry.id`;
    const behind =
      before === undefined
        ? sql`true`
        : sql`entry.at <= ${instantSql(before.at.getTime())}
            and (entry.at, ${id}) < (${instantSql(before.at.getTime())}, ${before.id})`;
    return sql`(
      select entry.at, ${id} as id, ${name}::text as source, entry.kind, entry.detail
      from (${query(owner)}) entry
      where entry.at <= ${owner.atSql} and ${behind}
      order by entry.at desc, 2 desc
      limit ${limit}
    )`;
  });
  return sql`
    select entry.at, entry.id, entry.source, entry.kind, entry.detail
    from (${joinSql(latest, ' union all ')}) entry
    order by entry.at desc, entry.id desc
    limit ${limit}`;
}
