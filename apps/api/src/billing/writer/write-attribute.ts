import type { AttributeValue } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { RowCheck } from '../apply/row-check.js';
import { NO_ATTRIBUTE } from '../facts/attributes.js';
import { changeAttributes } from '../facts/change-attributes.js';
import { valueAt } from '../facts/held.js';
import { changeAccount, unknownAccount } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

interface AttributeWrite {
  accountId: string;
  name: string;
  /** null takes the attribute away. */
  value: AttributeValue | null;
}

/** Sets an attribute of an account; a value of another type than the declared one is refused (S18). */
export async function setAttribute(
  manager: EntityManager,
  context: WriteContext,
  { accountId, name, value }: AttributeWrite,
): Promise<WriteResult<AttributeValue | null>> {
  const now = context.now.getTime();
  const check = new RowCheck();
  let before: AttributeValue | null = null;
  const changed = await changeAccount(manager, context, {
    accountId,
    change: (facts, types) => {
      types.check(check, { [name]: value });
      if (!check.passed()) return facts;
      before = valueAt(facts.attributes[name] ?? NO_ATTRIBUTE, now).value;
      if (before === value) return facts;
      const attributes = changeAttributes(facts.attributes, { [name]: value }, { effectiveAt: now, now });
      return attributes === facts.attributes ? facts : { ...facts, attributes };
    },
  });
  const [problem] = check.problems;
  if (problem !== undefined) return { kind: 'refused', message: problem.message };
  if (changed === null) return unknownAccount(accountId);
  return changed ? { kind: 'changed', before } : { kind: 'unchanged' };
}

/** Puts back what was there before, but only where the attribute is still as it was set (S22). */
export async function takeBackAttribute(
  manager: EntityManager,
  context: WriteContext,
  {
    accountId,
    name,
    set,
    before,
  }: {
    accountId: string;
    name: string;
    set: AttributeValue | null;
    before: AttributeValue | null;
  },
): Promise<WriteResult> {
  const now = context.now.getTime();
  const changed = await changeAccount(manager, context, {
    accountId,
    change: (facts) => {
      if (set === before || valueAt(facts.attributes[name] ?? NO_ATTRIBUTE, now).value !== set) return facts;
      const attributes = changeAttributes(facts.attributes, { [name]: before }, { effectiveAt: now, now });
      return attributes === facts.attributes ? facts : { ...facts, attributes };
    },
  });
  if (changed === null) return unknownAccount(accountId);
  return changed ? { kind: 'changed', before: null } : { kind: 'unchanged' };
}
