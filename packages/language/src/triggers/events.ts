import type { Subject } from '../document/document.js';
import type { FieldType } from '../fields/field.js';

/** The events a rule can start on; custom ones are named `custom.<name>`. */
export type EventName =
  | 'invoice.finalized'
  | 'invoice.overdue'
  | 'payment.failed'
  | 'payment.succeeded'
  | 'subscription.changed'
  | 'account.pastDueStarted'
  | 'account.pastDueCleared'
  | 'account.tagged'
  | `custom.${string}`;

export type EventPayload = Readonly<
  Record<string, { type: FieldType; label: string; meaning: string; options?: readonly string[] }>
>;

export interface EventDefinition {
  name: EventName;
  label: string;
  subjects: readonly Subject[];
  /** Becomes the fields `event.<name>`. */
  payload: EventPayload;
}
