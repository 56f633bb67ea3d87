import type { AttributeValue } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { RowCheck } from '../apply/row-check.js';
import { NO_ATTRIBUTE } from '../facts/attributes.js';
import { changeAttributes } from '../facts/change-attributes.js';
import { valueAt } from '../facts/held.js';
import { changeAccount, changeAccounts, unknownAccount, type AccountChange } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

interface AttributeWrite {
  accountId: string;
  name: string;
  /** null takes the attribute away. */
  value: AttributeValue | null;
}

/** Sets attributes of accounts; a value of another type than the declared one is refused (S18). Of each what came of it. */
export async function setAttributes(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly AttributeWrite[],
): Promise<WriteResult<AttributeValue | null>[]> {
  const now = context.now.getTime();
  const checked = writes.map((write) => ({
    write,
    check: new RowCheck(),
    before: null as AttributeValue | null,
  }));
  const changed = await changeAccounts(
    manager,
    context,
    checked.map((one): AccountChange => {
      const { accountId, name, value } = one.write;
      return {
        accountId,
        change: (facts, types) => {
          types.check(one.check, { [name]: value });
          if (!one.check.passed()) return facts;
          one.before = valueAt(facts.attributes[name] ?? NO_ATTRIBUTE, now).value;
          if (one.before === value) return facts;
          const attributes = changeAttributes(facts.attributes, { [name]: value }, { effectiveAt: now, now });
          return attributes === facts.attributes ? facts : { ...facts, attributes };
        },
      };
    }),
  );
  return checked.map(({ write, check, before }, at) => {
    const [problem] = check.problems;
    if (problem !== undefined) return { kind: 'refused', message: problem.message };
    const did = changed[at] ?? null;
    if (did === null) return unknownAccount(write.accountId);
    return did ? { kind: 'changed', before } : { kind: 'unchanged' };
  });
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
