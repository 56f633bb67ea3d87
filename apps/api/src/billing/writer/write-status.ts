import type { EntityManager } from 'typeorm';
import { changeFields } from '../apply/change-fields.js';
import type { AccountDetails } from '../facts/account-details.js';
import { valueAt } from '../facts/held.js';
import { changeAccounts, unknownAccount, type AccountChange } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';
import { onlyRow } from '../../platform/must.js';

/** One of the two statuses of an account. */
export type StatusValue =
  | { status: 'collectionStatus'; value: AccountDetails['collectionStatus'] }
  | { status: 'serviceStatus'; value: AccountDetails['serviceStatus'] };

interface StatusWrite {
  accountId: string;
  to: StatusValue;
}

/** Sets the collection or the service status of accounts; of each what came of it. */
export async function setStatuses(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly StatusWrite[],
): Promise<WriteResult<StatusValue['value']>[]> {
  return writeStatuses(
    manager,
    context,
    writes.map((write) => ({ ...write, onlyFrom: null })),
  );
}

/** Puts back what was there before, but only where the status is still as it was set (S22). */
export async function takeBackStatus(
  manager: EntityManager,
  context: WriteContext,
  { accountId, set, before }: { accountId: string; set: StatusValue; before: StatusValue['value'] },
): Promise<WriteResult<StatusValue['value']>> {
  const to = { status: set.status, value: before } as StatusValue;
  return onlyRow(await writeStatuses(manager, context, [{ accountId, to, onlyFrom: set.value }]));
}

async function writeStatuses(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly (StatusWrite & { onlyFrom: StatusValue['value'] | null })[],
): Promise<WriteResult<StatusValue['value']>[]> {
  const now = context.now.getTime();
  const before = writes.map(({ to }) => to.value);
  const changed = await changeAccounts(
    manager,
    context,
    writes.map(({ accountId, to, onlyFrom }, at): AccountChange => ({
      accountId,
      change: (facts) => {
        const found = valueAt(facts.details, now)[to.status];
        before[at] = found;
        if (found === to.value || (onlyFrom !== null && found !== onlyFrom)) return facts;
        const details = changeFields(facts.details, { [to.status]: to.value }, { effectiveAt: now, now });
        return details === facts.details ? facts : { ...facts, details };
      },
    })),
  );
  return writes.map(({ accountId, to }, at): WriteResult<StatusValue['value']> => {
    const did = changed[at] ?? null;
    if (did === null) return unknownAccount(accountId);
    return did ? { kind: 'changed', before: before[at] ?? to.value } : { kind: 'unchanged' };
  });
}
