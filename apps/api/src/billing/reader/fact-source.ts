import type { Subject } from '@dunwell/language';
import { accountFieldSql } from './account-field-sql.js';
import { attributeFact, type AttributeTypes } from './attribute-sql.js';
import { momentSql, type FactAt, type FactSource } from './fact-sql.js';
import { invoiceFieldSql } from './invoice-field-sql.js';
import type { Moment } from './moment.js';
import { paymentMethodFieldSql } from './payment-method-field-sql.js';
import { subscriptionFieldSql } from './subscription-field-sql.js';

export interface FactSourceOptions {
  subject: Subject;
  moment: Moment;
  attributeTypes: AttributeTypes;
  /** Facts that billing does not know, such as messages sent; asked first. */
  extraSource?: FactSource;
}

const SUBJECT_FIELDS: Readonly<Record<Subject, Readonly<Record<string, FactAt>>>> = {
  account: {},
  invoice: invoiceFieldSql,
  subscription: subscriptionFieldSql,
  paymentMethod: paymentMethodFieldSql,
};

/**
 * Where a rule about a subject finds its facts at a moment: its own fields and those of its account, at the same
 * instant (S0). In a rule about an account the fields of the other groups do not exist.
 */
export function factSource({ subject, moment, attributeTypes, extraSource }: FactSourceOptions): FactSource {
  const at = momentSql(moment);
  const fields = { ...accountFieldSql, ...SUBJECT_FIELDS[subject] };
  const types = subject === 'invoice' ? attributeTypes : { ...attributeTypes, invoice: {} };
  return (field, params) => {
    const extra = extraSource?.(field, params);
    if (extra) return extra;
    const factAt = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return factAt ? factAt(at, params) : attributeFact(field, types, at);
  };
}
