import type { EntityManager } from 'typeorm';
import { ChangedAccounts } from '../apply/changed-accounts.js';
import { lockAccounts } from '../apply/lock-accounts.js';
import { recordChanges } from '../apply/record-changes.js';
import { loadAccountFacts, saveAccountFacts, type AccountFacts } from '../facts/account-facts.js';
import { AttributeTypes } from '../facts/attribute-types.js';
import type { WriteContext } from './write-result.js';

/**
 * Changes facts of one account from business now on, under its lock. `change` answers the facts themselves where there
 * is nothing to change. Answers whether it did, or null where there is no such account.
 */
export async function changeAccount(
  manager: EntityManager,
  context: WriteContext,
  {
    accountId,
    change,
  }: {
    accountId: string;
    change: (facts: AccountFacts, types: AttributeTypes) => AccountFacts;
  },
): Promise<boolean | null> {
  const { workspaceId, now } = context;
  const [row] = await manager.query<{ key: string }[]>(
    'select key from accounts where workspace_id = $1 and account_id = $2',
    [workspaceId, accountId],
  );
  if (row === undefined) return null;
  const accounts = await lockAccounts(manager, context, { keys: [row.key], currencies: new Map() });
  const account = accounts.get(row.key);
  const before = (await loadAccountFacts(manager, workspaceId, [row.key])).get(row.key);
  if (account === undefined || before === undefined) return null;
  const types = await AttributeTypes.load(manager, context, 'account');
  const after = change(before, types);
  if (after === before) return false;
  await saveAccountFacts(manager, workspaceId, { changes: [{ account, before, after }], types });
  const changed = new ChangedAccounts();
  changed.note(accountId, { earliestAt: now.getTime(), movesMoney: false });
  await recordChanges(manager, context, changed);
  return true;
}

/** The refusal of a write to an account that is gone. */
export function unknownAccount(accountId: string): { kind: 'refused'; message: string } {
  return { kind: 'refused', message: `There is no account ${accountId} in this workspace.` };
}
