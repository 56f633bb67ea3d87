import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import type { InvoiceFacts } from './invoice-facts.js';
import { insertMade, type Writing } from './made-rows.js';
import { deleteRows, insertRows } from './rows.js';
import { PAYMENTS, PAYMENT_ALLOCATIONS, PAYMENT_STATES } from './tables.js';

/** References that begin so are Dunwell's own: the payments that `paidOn` stands for. */
export const PAID_ON_PREFIX = 'paidOn:';

/**
 * Stores the payments that stand for `paidOn`: the whole total, on that date, for that invoice; what does not remain
 * there then is unapplied (S23). They are replaced as a whole, since they say nothing of their own.
 */
export async function savePaidOn(
  manager: EntityManager,
  writing: Writing,
  changes: readonly EntityChange<InvoiceFacts>[],
): Promise<void> {
  const { workspaceId } = writing;
  const changed = changes.filter(({ before, after }) =>
    before === null ? after.paidOn !== null : before.paidOn !== after.paidOn || before.total !== after.total,
  );
  const gone = changed.flatMap(({ before }) => (before?.paidOn ? [before.paidOn.paymentId] : []));
  await deleteRows(manager, PAYMENT_ALLOCATIONS, workspaceId, { by: 'paymentId', ids: gone });
  await deleteRows(manager, PAYMENT_STATES, workspaceId, { by: 'paymentId', ids: gone });
  await deleteRows(manager, PAYMENTS, workspaceId, { by: 'paymentId', ids: gone });
  const paid = changed.flatMap(({ after }) => (after.paidOn ? [{ ...after, ...after.paidOn }] : []));
  await insertMade(
    manager,
    PAYMENTS,
    writing,
    paid.map(({ paymentId, accountId, number, invoiceId, total, createdAt }) => ({
      paymentId,
      accountId,
      reference: PAID_ON_PREFIX + number,
      amount: total,
      automatic: false,
      paidOnInvoiceId: invoiceId,
      createdAt,
    })),
  );
  await insertRows(
    manager,
    PAYMENT_STATES,
    workspaceId,
    paid.map(({ paymentId, accountId, at }) => ({
      paymentId,
      accountId,
      at,
      status: 'succeeded',
      failureCode: null,
      failureKind: null,
      reversedAt: null,
    })),
  );
  await insertRows(
    manager,
    PAYMENT_ALLOCATIONS,
    workspaceId,
    paid.map(({ paymentId, invoiceId, total }) => ({
      paymentId,
      position: 0,
      invoiceId,
      amount: total,
      at: null,
    })),
  );
}
