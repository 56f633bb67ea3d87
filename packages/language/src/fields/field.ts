import type { Subject } from '../document/document.js';

/** `account.overdueBalance`, `account.attributes.seats`, `event.failureCode`. */
export type FieldId = string;

/**
 * The type of a field's value. `days`, `count`: integers; `money`: integer minor units of the account's
 * currency; `date`: YYYY-MM-DD; `list`: a set of texts, where empty counts as not set; `choice`: one of `options`.
 */
export type FieldType =
  'days' | 'count' | 'number' | 'money' | 'date' | 'text' | 'choice' | 'list' | 'boolean';

/** A fact's value; null means not set (S17). */
export type FactValue = number | string | boolean | string[] | null;

/** What an attribute may hold, declared by its first write (S18). */
export type AttributeType = 'text' | 'number' | 'boolean' | 'date';

export type FieldGroup = Subject | 'event';

export interface FieldParameter {
  label: string;
  min: number;
  max: number;
  default: number;
}

export interface FieldDefinition {
  id: FieldId;
  group: FieldGroup;
  label: string;
  type: FieldType;
  /** What one is, where the type does not say it: "invoices", "payments". */
  unit?: string;
  /** One sentence for the person choosing it. */
  meaning: string;
  /** Who knows the value: the billing store or the runtime (messages sent, journeys). */
  provider: 'billing' | 'runtime' | 'event';
  /** When the value is missing. */
  notSet: string;
  options?: readonly string[];
  params?: Readonly<Record<string, FieldParameter>>;
  /** A day count that moves by one each date, so that `equals` names one exact date (S8, S11). */
  dayCount?: 'since' | 'until';
}

/**
 * The name of one value in a row of facts: the field and its parameters,
 * e.g. `account.failedPaymentsInLast(days=30)`.
 */
export function fieldKey(field: FieldId, params?: Record<string, number | string>): string {
  const entries = Object.entries(params ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? field : `${field}(${entries.map(([k, v]) => `${k}=${v}`).join(',')})`;
}
