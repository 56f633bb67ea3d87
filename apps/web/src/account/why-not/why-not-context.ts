import type { AccountDetails, AttributeValue, SubjectReference } from '@dunwell/contract';
import {
  isDate,
  resolveField,
  type AttributeType,
  type CatalogueContext,
  type DocumentScope,
  type FieldId,
  type Subject,
} from '@dunwell/language';

/** What names a field of a rule about such a subject. Payloads of events are no part of an entry that can be explained. */
export const scopeOf = (subject: Subject): DocumentScope => ({ subject, trigger: { kind: 'manual' } });

/** What the account adds to the catalogue: the attributes it has, typed by their values. */
export function contextOf({
  attributes,
  currency,
}: Pick<AccountDetails, 'attributes' | 'currency'>): CatalogueContext {
  const types = Object.entries(attributes).map(([name, value]): [string, AttributeType] => [
    name,
    typeOf(value),
  ]);
  return {
    attributes: { account: Object.fromEntries(types), invoice: {} },
    currencies: [currency],
    customEvents: {},
  };
}

function typeOf(value: AttributeValue): AttributeType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return isDate(value) ? 'date' : 'text';
}

/** Fields as people know them, within a sentence: "card expires in days or overdue balance". */
export function fieldNames(ids: readonly FieldId[], scope: DocumentScope, context: CatalogueContext): string {
  const labels = ids.map((id) => resolveField(id, scope, context)?.label ?? id);
  return labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(' or ');
}

const NAMES: Readonly<Record<Subject, string>> = {
  account: 'Account',
  invoice: 'Invoice',
  subscription: 'Subscription',
  paymentMethod: 'Payment method',
};

/** What an answer is about. */
export const subjectName = ({ kind, key }: SubjectReference): string => `${NAMES[kind]} ${key}`;
