import type { AccountQuery, ListedAccount } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import {
  accountOrder,
  listAccounts,
  pastDueRuns,
  type AccountSelection,
  type NowSql,
  type Order,
  type Place,
} from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { latestOfAccounts } from './latest-of-accounts.js';
import { selectAccounts } from './select-accounts.js';

/** A query made ready to be read page by page. */
export interface AccountList {
  now: NowSql;
  selection: AccountSelection;
  order: Order;
  withRibbon: boolean;
}

/** Makes a query ready; refuses one that leaves open what it means. In no order, the largest debts or the keys first. */
export function accountList({ sort, include, ...filter }: AccountQuery, now: NowSql): AccountList {
  return {
    now,
    selection: selectAccounts(filter, now),
    order: accountOrder(sort ?? (filter.pastDue === true ? 'overdue' : 'key'), now),
    withRibbon: include === 'ribbon',
  };
}

/** Accounts behind a place, as rows of a list: a handful of statements, however many there are. */
export async function listPage(
  manager: EntityManager,
  { now, selection, order, withRibbon }: AccountList,
  page: { after: Place | undefined; limit: number },
): Promise<(ListedAccount & { place: Place })[]> {
  const billed = await listAccounts(manager, now, selection, { order, ...page });
  const ids = billed.map(({ accountId }) => accountId);
  const latest = await latestOfAccounts(manager, now.workspaceId, ids, now.at);
  const ribbons = withRibbon ? await pastDueRuns(manager, now.workspaceId, ids, now.at) : null;
  return billed.map(({ accountId, ...account }) => ({
    ...account,
    ...mustGet(latest, accountId),
    ...(ribbons && { ribbon: mustGet(ribbons, accountId) }),
  }));
}
