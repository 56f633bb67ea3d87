import type { EntityManager } from 'typeorm';
import { setTag } from '../facts/tags.js';
import { changeAccounts, unknownAccount, type AccountChange } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

interface TagWrite {
  accountId: string;
  tag: string;
}

/** Tags accounts from now on; of each what came of it. */
export function addTags(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly TagWrite[],
): Promise<WriteResult[]> {
  return writeTags(manager, context, { writes, on: true });
}

/** Takes tags away from now on; of each what came of it. */
export function removeTags(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly TagWrite[],
): Promise<WriteResult[]> {
  return writeTags(manager, context, { writes, on: false });
}

async function writeTags(
  manager: EntityManager,
  context: WriteContext,
  { writes, on }: { writes: readonly TagWrite[]; on: boolean },
): Promise<WriteResult[]> {
  const since = context.now.getTime();
  const changed = await changeAccounts(
    manager,
    context,
    writes.map(({ accountId, tag }): AccountChange => ({
      accountId,
      change: (facts) => {
        const tags = setTag(facts.tags, tag, { on, since });
        return tags === facts.tags ? facts : { ...facts, tags };
      },
    })),
  );
  return changed.map((one, at): WriteResult => {
    if (one === null) return unknownAccount(writes[at]?.accountId ?? '');
    return one ? { kind: 'changed', before: null } : { kind: 'unchanged' };
  });
}
