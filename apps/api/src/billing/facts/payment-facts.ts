import type { PaymentStatus } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import type { Allocation } from './allocations.js';
import { groupBy } from '../../platform/group-by.js';
import { insertMade, noteChanged, type Made, type Writing } from './made-rows.js';
import { deleteRows, insertRows, updateRows, type StoredInstant } from './rows.js';
import { PAYMENTS, PAYMENT_ALLOCATIONS, PAYMENT_STATES } from './tables.js';

/** What a payment was, from an instant on. */
export interface PaymentState {
  at: number;
  status: PaymentStatus;
  failureCode: string | null;
  failureKind: 'hard' | 'soft' | null;
  reversedAt: number | null;
}

export interface PaymentFacts {
  paymentId: string;
  accountId: string;
  reference: string;
  amount: number;
  automatic: boolean;
  createdAt: number;
  /** In order of instant. */
  states: PaymentState[];
  allocations: Allocation[];
}

interface PaymentRow {
  payment_id: string;
  account_id: string;
  reference: string;
  amount: number;
  automatic: boolean;
  created_at: Date;
}

interface StateRow {
  payment_id: string;
  at: StoredInstant;
  status: PaymentStatus;
  failure_code: string | null;
  failure_kind: 'hard' | 'soft' | null;
  reversed_at: StoredInstant | null;
}

interface AllocationRow {
  payment_id: string;
  invoice_id: string;
  amount: number;
  at: StoredInstant | null;
}

/** Payments by their references. */
export async function loadPaymentFacts(
  manager: EntityManager,
  workspaceId: string,
  references: readonly string[],
): Promise<Map<string, PaymentFacts>> {
  const rows = await manager.query<PaymentRow[]>(
    `select payment_id, account_id, reference, amount, automatic, created_at from payments
     where workspace_id = $1 and reference = any($2::text[])`,
    [workspaceId, references],
  );
  const ids = rows.map((row) => row.payment_id);
  const states = await loadStates(manager, workspaceId, ids);
  const allocations = await loadAllocations(manager, workspaceId, ids);
  return new Map(
    rows.map((row) => [
      row.reference,
      {
        paymentId: row.payment_id,
        accountId: row.account_id,
        reference: row.reference,
        amount: row.amount,
        automatic: row.automatic,
        createdAt: row.created_at.getTime(),
        states: states.get(row.payment_id) ?? [],
        allocations: allocations.get(row.payment_id) ?? [],
      },
    ]),
  );
}

/** Stores payments with their states and allocations. */
export async function savePaymentFacts(
  manager: EntityManager,
  writing: Writing,
  changes: readonly EntityChange<PaymentFacts>[],
): Promise<Made> {
  const { workspaceId } = writing;
  const payments = changes.map(({ after }) => after);
  const known = changes.filter(({ before }) => before !== null).map(({ after }) => after);
  const ids = known.map(({ paymentId }) => paymentId);
  await deleteRows(manager, PAYMENT_STATES, workspaceId, { by: 'paymentId', ids });
  await deleteRows(manager, PAYMENT_ALLOCATIONS, workspaceId, { by: 'paymentId', ids });
  await updateRows(manager, PAYMENTS, workspaceId, { by: 'paymentId', rows: known.map(paymentRow) });
  const created = changes.filter(({ before }) => before === null).map(({ after }) => after);
  await insertMade(manager, PAYMENTS, writing, created.map(paymentRow));
  await insertRows(
    manager,
    PAYMENT_STATES,
    workspaceId,
    payments.flatMap(({ paymentId, accountId, states }) =>
      states.map((state) => ({ paymentId, accountId, ...state })),
    ),
  );
  await insertRows(
    manager,
    PAYMENT_ALLOCATIONS,
    workspaceId,
    payments.flatMap(({ paymentId, allocations }) =>
      allocations.map((allocation, position) => ({ paymentId, position, ...allocation })),
    ),
  );
  return {
    created: created.length,
    changed: await noteChanged(manager, writing, { table: 'payments', id: 'payment_id', ids }),
  };
}

async function loadStates(manager: EntityManager, workspaceId: string, ids: readonly string[]) {
  const rows = await manager.query<StateRow[]>(
    `select payment_id, at, status, failure_code, failure_kind, reversed_at from payment_states
     where workspace_id = $1 and payment_id = any($2::uuid[]) order by at`,
    [workspaceId, ids],
  );
  return groupBy(
    rows,
    ({ payment_id }) => payment_id,
    (row): PaymentState => ({
      at: Number(row.at),
      status: row.status,
      failureCode: row.failure_code,
      failureKind: row.failure_kind,
      reversedAt: row.reversed_at === null ? null : Number(row.reversed_at),
    }),
  );
}

async function loadAllocations(manager: EntityManager, workspaceId: string, ids: readonly string[]) {
  const rows = await manager.query<AllocationRow[]>(
    `select payment_id, invoice_id, amount, at from payment_allocations
     where workspace_id = $1 and payment_id = any($2::uuid[]) order by position`,
    [workspaceId, ids],
  );
  return groupBy(
    rows,
    ({ payment_id }) => payment_id,
    (row): Allocation => ({
      invoiceId: row.invoice_id,
      amount: row.amount,
      at: row.at === null ? null : Number(row.at),
    }),
  );
}

function paymentRow({ paymentId, accountId, reference, amount, automatic, createdAt }: PaymentFacts) {
  return { paymentId, accountId, reference, amount, automatic, paidOnInvoiceId: null, createdAt };
}
