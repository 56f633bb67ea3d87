import type { EntityManager } from 'typeorm';
import { ChangedAccounts } from '../apply/changed-accounts.js';
import { lockAccounts } from '../apply/lock-accounts.js';
import { recordChanges } from '../apply/record-changes.js';
import { loadAccountFacts, saveAccountFacts, type AccountFacts } from '../facts/account-facts.js';
import { onlyRow } from '../../platform/must.js';
import { AttributeTypes } from '../facts/attribute-types.js';
import type { WriteContext } from './write-result.js';

/** A change of one account's facts; it answers the facts themselves where there is nothing to change. */
export interface AccountChange {
  accountId: string;
  change: (facts: AccountFacts, types: AttributeTypes) => AccountFacts;
}

/**
 * Changes facts of accounts from business now on, under their locks, in a handful of statements however many they are.
 * Answers of each whether it did, or null where there is no such account.
 */
export async function changeAccounts(
  manager: EntityManager,
  context: WriteContext,
  changes: readonly AccountChange[],
): Promise<(boolean | null)[]> {
  const { workspaceId, now } = context;
  const rows = await manager.query<{ id: string; key: string }[]>(
    'select account_id as id, key from accounts where workspace_id = $1 and account_id = any($2)',
    [workspaceId, changes.map(({ accountId }) => accountId)],
  );
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const accounts = await lockAccounts(manager, context, { keys: [...keys.values()], currencies: new Map() });
  const stored = await loadAccountFacts(manager, workspaceId, [...keys.values()]);
  const types = await AttributeTypes.load(manager, context, 'account');
  const current = new Map(stored);
  const answers = changes.map(({ accountId, change }) => {
    const key = keys.get(accountId);
    const before = key === undefined ? undefined : current.get(key);
    if (key === undefined || before === undefined) return null;
    const after = change(before, types);
    current.set(key, after);
    return after !== before;
  });
  const changed = new ChangedAccounts();
  const writes = [...current].flatMap(([key, after]) => {
    const account = accounts.get(key);
    const before = stored.get(key);
    if (account === undefined || before === undefined || before === after) return [];
    changed.note(account.accountId, { earliestAt: now.getTime(), movesMoney: false });
    return [{ account, before, after }];
  });
  if (writes.length === 0) return answers;
  await saveAccountFacts(manager, { workspaceId }, { changes: writes, types });
  await recordChanges(manager, context, changed);
  return answers;
}

/** The same for one account. */
export async function changeAccount(
  manager: EntityManager,
  context: WriteContext,
  change: AccountChange,
): Promise<boolean | null> {
  return onlyRow(await changeAccounts(manager, context, [change]));
}

/** The refusal of a write to an account that is gone. */
export function unknownAccount(accountId: string): { kind: 'refused'; message: string } {
  return { kind: 'refused', message: `There is no account ${accountId} in this workspace.` };
}
