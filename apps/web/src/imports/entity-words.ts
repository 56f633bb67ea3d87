import type { BillingEntity } from '@dunwell/contract';

interface EntityWords {
  value: BillingEntity;
  label: string;
  /** What its file holds, for whoever prepares one. */
  holds: string;
}

/** In the order in which one brings them in: accounts first, since everything else is about one. */
export const ENTITIES: readonly EntityWords[] = [
  { value: 'accounts', label: 'Accounts', holds: 'one customer per line: key, name, email, currency' },
  { value: 'invoices', label: 'Invoices', holds: 'one invoice per line: account, number, dates, total' },
  { value: 'payments', label: 'Payments', holds: 'one payment per line: account, reference, amount, when' },
  { value: 'credits', label: 'Credits', holds: 'one credit per line: account, reference, amount' },
  {
    value: 'subscriptions',
    label: 'Subscriptions',
    holds: 'one subscription per line: account, key, plan, status',
  },
  {
    value: 'paymentMethods',
    label: 'Payment methods',
    holds: 'one card or mandate per line: account, key, type',
  },
  { value: 'tags', label: 'Tags', holds: 'one tag per line: account, tag, from when' },
];

export const entityLabel = (entity: BillingEntity): string =>
  ENTITIES.find(({ value }) => value === entity)?.label ?? entity;
