import type { Circumstances } from '@dunwell/engine';
import type { HeldBackFacts } from '../../billing/billing-reader.js';

/**
 * What holds back one subject's outward steps: its account's holds, its own if it is an invoice, payments in flight, the
 * contact cap (S14).
 */
export function circumstancesOf(
  facts: HeldBackFacts | undefined,
  subjectId: string,
  { contact, newerStarted }: Pick<Circumstances, 'contact' | 'newerStarted'>,
): Circumstances {
  return {
    holds: (facts?.holds ?? [])
      .filter(({ invoiceId }) => invoiceId === null || invoiceId === subjectId)
      .map(({ invoiceId, leaveOut, until }) => ({
        on: invoiceId === null ? 'account' : 'invoice',
        leaveOut,
        until,
      })),
    paymentsInFlight: (facts?.paymentsInFlight ?? []).map(({ since }) => since),
    contact,
    newerStarted,
  };
}
