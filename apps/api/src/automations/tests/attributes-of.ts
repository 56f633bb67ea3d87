import { referencedFields, type AutomationDocument } from '@dunwell/language';
import type { KeptAttributes } from './anonymise-facts.js';

const ATTRIBUTE = /^(account|invoice)\.attributes\.(.+)$/;

/** The attributes a document asks for, by name: what it does with an example depends on no others. */
export function attributesOf(document: AutomationDocument): KeptAttributes {
  const kept = { account: new Set<string>(), invoice: new Set<string>() };
  for (const { field } of referencedFields(document)) {
    const [, owner, name] = ATTRIBUTE.exec(field) ?? [];
    if ((owner === 'account' || owner === 'invoice') && name !== undefined) kept[owner].add(name);
  }
  return kept;
}
