import type { CollectionMethod } from '@dunwell/contract';
import type { InvoiceState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import type { AttributeTypes } from './attribute-types.js';
import { loadAttributes, saveAttributes, type Attributes } from './attributes.js';
import { groupBy } from '../../platform/group-by.js';
import type { Held } from './held.js';
import { insertMade, noteChanged, type Made, type Writing } from './made-rows.js';
import { deleteRows, insertRows, updateRows, type StoredInstant } from './rows.js';
import { savePaidOn } from './paid-on-payments.js';
import { heldPeriod, periodOf, type StatedPeriodRow } from './stated-period.js';
import { INVOICES, INVOICE_STATES } from './tables.js';

/** What an invoice holds over time: what is stated, not what follows from its dates and the money it got. */
export interface InvoiceStated {
  status: InvoiceState;
  collectionMethod: CollectionMethod | null;
}

export interface InvoiceFacts {
  invoiceId: string;
  accountId: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  total: number;
  /** One that Dunwell had added (S3). */
  fee: boolean;
  createdAt: number;
  states: Held<InvoiceStated>[];
  attributes: Attributes;
  /** The payment that `paidOn` stands for (S23). */
  paidOn: { paymentId: string; at: number } | null;
}

interface InvoiceRow {
  invoice_id: string;
  account_id: string;
  number: string;
  issued_on: string;
  due_on: string;
  total: number;
  fee: boolean;
  created_at: Date;
  payment_id: string | null;
  paid_at: StoredInstant | null;
}

interface StateRow extends StatedPeriodRow<InvoiceStated> {
  invoice_id: string;
  status: InvoiceState;
  collection_method: CollectionMethod | null;
}

/** Invoices by their numbers. */
export async function loadInvoiceFacts(
  manager: EntityManager,
  workspaceId: string,
  numbers: readonly string[],
): Promise<Map<string, InvoiceFacts>> {
  const rows = await manager.query<InvoiceRow[]>(
    `select invoice_id, invoices.account_id, number, issued_on, due_on, total, fee, invoices.created_at,
            paid.payment_id, paid.at as paid_at
     from invoices
     left join (
       payments join payment_states using (workspace_id, payment_id)
     ) as paid on paid.workspace_id = invoices.workspace_id and paid_on_invoice_id = invoice_id
     where invoices.workspace_id = $1 and number = any($2::text[])`,
    [workspaceId, numbers],
  );
  const ids = rows.map((row) => row.invoice_id);
  const states = groupBy(
    await loadStates(manager, workspaceId, ids),
    ({ invoice_id }) => invoice_id,
    heldState,
  );
  const attributes = await loadAttributes(manager, workspaceId, { subject: 'invoice', ids });
  return new Map(
    rows.map((row) => [
      row.number,
      {
        invoiceId: row.invoice_id,
        accountId: row.account_id,
        number: row.number,
        issuedOn: row.issued_on,
        dueOn: row.due_on,
        total: row.total,
        fee: row.fee,
        createdAt: row.created_at.getTime(),
        states: states.get(row.invoice_id) ?? [],
        attributes: attributes.get(row.invoice_id) ?? {},
        paidOn: row.payment_id === null ? null : { paymentId: row.payment_id, at: Number(row.paid_at) },
      },
    ]),
  );
}

/** Stores the parts that changed. */
export async function saveInvoiceFacts(
  manager: EntityManager,
  writing: Writing,
  { changes, types }: { changes: readonly EntityChange<InvoiceFacts>[]; types: AttributeTypes },
): Promise<Made> {
  const { workspaceId } = writing;
  const created = changes.filter(({ before }) => before === null);
  const corrected = changes.filter(({ before, after }) => before !== null && isCorrected(before, after));
  await insertMade(
    manager,
    INVOICES,
    writing,
    created.map(({ after }) => invoiceRow(after)),
  );
  await updateRows(manager, INVOICES, workspaceId, {
    by: 'invoiceId',
    rows: corrected.map(({ after }) => invoiceRow(after)),
  });
  await saveStates(
    manager,
    workspaceId,
    changes.filter(({ before, after }) => before?.states !== after.states),
  );
  await types.save(manager, workspaceId);
  await saveAttributes(manager, workspaceId, {
    subject: 'invoice',
    changed: changes.map(({ before, after }) => ({
      subjectId: after.invoiceId,
      accountId: after.accountId,
      before: before?.attributes ?? {},
      after: after.attributes,
    })),
    types: (name) => types.typeOf(name),
  });
  await savePaidOn(manager, writing, changes);
  const changed = changes.flatMap(({ before }) => (before === null ? [] : [before.invoiceId]));
  return {
    created: created.length,
    changed: await noteChanged(manager, writing, { table: 'invoices', id: 'invoice_id', ids: changed }),
  };
}

/** Issue date, due date, total and whether it is a fee rewrite the past (S23). */
export function isCorrected(before: InvoiceFacts, after: InvoiceFacts): boolean {
  return (['issuedOn', 'dueOn', 'total', 'fee'] as const).some((field) => before[field] !== after[field]);
}

async function saveStates(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly EntityChange<InvoiceFacts>[],
): Promise<void> {
  const known = changes.filter(({ before }) => before !== null);
  await deleteRows(manager, INVOICE_STATES, workspaceId, {
    by: 'invoiceId',
    ids: known.map(({ after }) => after.invoiceId),
  });
  const rows = changes.flatMap(({ after: { invoiceId, states } }) =>
    states.map((held) => ({ invoiceId, ...periodOf(held), ...held.value })),
  );
  await insertRows(manager, INVOICE_STATES, workspaceId, rows);
}

function loadStates(manager: EntityManager, workspaceId: string, ids: readonly string[]) {
  return manager.query<StateRow[]>(
    `select invoice_id, from_at, to_at, stated, status, collection_method from invoice_states
     where workspace_id = $1 and invoice_id = any($2::uuid[]) order by from_at`,
    [workspaceId, ids],
  );
}

function heldState(row: StateRow): Held<InvoiceStated> {
  return heldPeriod(row, { status: row.status, collectionMethod: row.collection_method });
}

function invoiceRow({ invoiceId, accountId, number, issuedOn, dueOn, total, fee, createdAt }: InvoiceFacts) {
  return { invoiceId, accountId, number, issuedOn, dueOn, total, fee, createdAt };
}
