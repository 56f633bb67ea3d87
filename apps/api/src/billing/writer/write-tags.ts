import type { EntityManager } from 'typeorm';
import { setTag } from '../facts/tags.js';
import { changeAccount, unknownAccount } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

interface TagWrite {
  accountId: string;
  tag: string;
}

export async function addTag(
  manager: EntityManager,
  context: WriteContext,
  write: TagWrite,
): Promise<WriteResult> {
  return writeTag(manager, context, { ...write, on: true });
}

export async function removeTag(
  manager: EntityManager,
  context: WriteContext,
  write: TagWrite,
): Promise<WriteResult> {
  return writeTag(manager, context, { ...write, on: false });
}

async function writeTag(
  manager: EntityManager,
  context: WriteContext,
  { accountId, tag, on }: TagWrite & { on: boolean },
): Promise<WriteResult> {
  const changed = await changeAccount(manager, context, {
    accountId,
    change: (facts) => {
      const tags = setTag(facts.tags, tag, { on, since: context.now.getTime() });
      return tags === facts.tags ? facts : { ...facts, tags };
    },
  });
  if (changed === null) return unknownAccount(accountId);
  return changed ? { kind: 'changed', before: null } : { kind: 'unchanged' };
}
