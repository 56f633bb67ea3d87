import type { InvoiceInput } from '@dunwell/contract';
import { setBetween, state, valueAt, type Held } from '../facts/held.js';
import type { InvoiceStated } from '../facts/invoice-facts.js';

type Stated = Held<InvoiceStated>[];

/**
 * Since when an invoice has a status (S23). Void and draft hold always unless `effectiveAt` says since when, but saying
 * again what it is already changes nothing. Open and paid are no facts: they only end a draft, void or write-off. A
 * write-off first sent with its invoice held always, a later one from business now.
 */
export function changeInvoiceStatus(
  states: Stated,
  status: InvoiceInput['status'],
  { effectiveAt, now, isNew }: { effectiveAt: number | undefined; now: number; isNew: boolean },
): Stated {
  const from = (stated: InvoiceStated['status'], since = effectiveAt) =>
    state(states, 'status', stated, { effectiveAt: since, now });
  switch (status) {
    case undefined:
      return states;
    case 'open':
    case 'paid':
      return isNew && effectiveAt === undefined ? states : from('open');
    case 'draft':
    case 'void':
      if (effectiveAt !== undefined || valueAt(states, now).status === status) return from(status);
      return setBetween(states, 'status', status, { from: -Infinity, to: Infinity });
    case 'uncollectible':
      return from(status, effectiveAt ?? (isNew ? -Infinity : undefined));
  }
}
