import type { EntityManager } from 'typeorm';
import { changeFields } from '../apply/change-fields.js';
import type { AccountDetails } from '../facts/account-details.js';
import { valueAt } from '../facts/held.js';
import { changeAccount, unknownAccount } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

/** One of the two statuses of an account. */
export type StatusValue =
  | { status: 'collectionStatus'; value: AccountDetails['collectionStatus'] }
  | { status: 'serviceStatus'; value: AccountDetails['serviceStatus'] };

/** Sets the collection or the service status of an account. */
export async function setStatus(
  manager: EntityManager,
  context: WriteContext,
  { accountId, to }: { accountId: string; to: StatusValue },
): Promise<WriteResult<StatusValue['value']>> {
  return writeStatus(manager, context, { accountId, to, onlyFrom: null });
}

/** Puts back what was there before, but only where the status is still as it was set (S22). */
export async function takeBackStatus(
  manager: EntityManager,
  context: WriteContext,
  { accountId, set, before }: { accountId: string; set: StatusValue; before: StatusValue['value'] },
): Promise<WriteResult<StatusValue['value']>> {
  const to = { status: set.status, value: before } as StatusValue;
  return writeStatus(manager, context, { accountId, to, onlyFrom: set.value });
}

async function writeStatus(
  manager: EntityManager,
  context: WriteContext,
  { accountId, to, onlyFrom }: { accountId: string; to: StatusValue; onlyFrom: StatusValue['value'] | null },
): Promise<WriteResult<StatusValue['value']>> {
  const now = context.now.getTime();
  let before: StatusValue['value'] = to.value;
  const changed = await changeAccount(manager, context, {
    accountId,
    change: (facts) => {
      before = valueAt(facts.details, now)[to.status];
      if (before === to.value || (onlyFrom !== null && before !== onlyFrom)) return facts;
      const details = changeFields(facts.details, { [to.status]: to.value }, { effectiveAt: now, now });
      return details === facts.details ? facts : { ...facts, details };
    },
  });
  if (changed === null) return unknownAccount(accountId);
  return changed ? { kind: 'changed', before } : { kind: 'unchanged' };
}
