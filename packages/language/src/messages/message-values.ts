import type { FactValue } from '../fields/field.js';

/** One past due invoice as a message may list it; `remaining` in minor units of the account's currency. */
export interface OverdueInvoice {
  number: string;
  /** YYYY-MM-DD. */
  dueOn: string;
  daysPastDue: number;
  remaining: number;
}

/** At most so many of an account's past due invoices are given to a message. */
export const MAX_OVERDUE_INVOICES = 50;

/** Everything a message can be filled with, read at one instant; null means not set (S17). */
export interface MessageValues {
  /** Facts by `fieldKey`; at least those that `messageFields` names for the text. */
  fields: Readonly<Record<string, FactValue>>;
  /** Of the account, for every amount. */
  currency: string;
  account: { name: string | null; key: string; email: string | null; paymentUrl: string | null };
  overdueInvoices: readonly OverdueInvoice[];
  workspace: { name: string };
  /** The business date, YYYY-MM-DD. */
  today: string;
}
