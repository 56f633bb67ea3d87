import type { BulkAccountsRequest, BulkAccountsResult, BulkAction } from '@dunwell/contract';
import { sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountsOf, nowSql, type AccountName, type AccountSelection } from '../../billing/billing-reader.js';
import { addTags, placeHolds, removeTags } from '../../billing/billing-writer.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { selectAccounts } from './select-accounts.js';

export interface BulkContext {
  workspaceId: string;
  /** Business now. */
  now: Date;
  author: string;
}

/** Does something to each of some accounts: to all of them or, where one cannot or there are others than seen, to none. */
export async function bulkAccounts(
  manager: EntityManager,
  context: BulkContext,
  request: BulkAccountsRequest,
): Promise<BulkAccountsResult> {
  const accounts = await accountsAsked(manager, context, request);
  if (accounts.length !== request.expected) throw otherNumber(accounts.length, request.expected);
  return {
    accounts: accounts.length,
    changed: await perform(manager, context, { accounts, action: request.action }),
  };
}

/** Answers how many accounts it changed. */
async function perform(
  manager: EntityManager,
  context: BulkContext,
  { accounts, action }: { accounts: readonly AccountName[]; action: BulkAction },
): Promise<number> {
  switch (action.kind) {
    case 'addTag':
    case 'removeTag': {
      const writes = accounts.map(({ accountId }) => ({ accountId, tag: action.tag }));
      const results = await TAG_WRITES[action.kind](manager, context, writes);
      return results.filter(({ kind }) => kind === 'changed').length;
    }
    case 'placeHold': {
      const { kind: _, ...hold } = action;
      const keys = accounts.map(({ key }) => key);
      const holds = await placeHolds(manager, context, { keys, hold, author: context.author });
      return holds.length;
    }
  }
}

const TAG_WRITES = { addTag: addTags, removeTag: removeTags };

async function accountsAsked(
  manager: EntityManager,
  { workspaceId, now: at }: BulkContext,
  { accounts: keys, filter = {}, expected }: BulkAccountsRequest,
): Promise<AccountName[]> {
  const now = nowSql(workspaceId, at);
  const selection: AccountSelection =
    keys === undefined
      ? selectAccounts(filter, now)
      : { where: [sql`account.key = any(${keys}::text[])`], joins: [] };
  const found = await accountsOf(manager, now, selection, (keys?.length ?? expected) + 1);
  const known = new Set(found.map(({ key }) => key));
  const unknown = keys?.find((key) => !known.has(key));
  if (unknown !== undefined) throw notFound('account', unknown);
  return found;
}

function otherNumber(found: number, expected: number): Error {
  const number = found > expected ? `more than ${expected}` : String(found);
  return conflict(
    'otherNumber',
    `The request expects ${expected} accounts, but they are ${number} by now. Look at the list again; nothing was done.`,
    { expected },
  );
}
