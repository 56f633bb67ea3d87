import type {
  AccountLedger,
  InvoiceState,
  LedgerAllocation,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import type { StoredInstant } from '../facts/rows.js';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';

/** The ledgers of a batch of accounts: a handful of statements, however many accounts there are. */
export async function loadLedgers(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, AccountLedger>> {
  const zones = await loadZones(manager, workspaceId, accountIds);
  const invoices = await loadInvoices(manager, workspaceId, accountIds);
  const payments = await loadPayments(manager, workspaceId, accountIds);
  const credits = await loadCredits(manager, workspaceId, accountIds);
  return new Map(
    accountIds.map((id) => [
      id,
      {
        zones: zoneHistory(zones.get(id) ?? []),
        invoices: invoices.get(id) ?? [],
        payments: payments.get(id) ?? [],
        credits: credits.get(id) ?? [],
      },
    ]),
  );
}

interface InvoiceRow {
  account_id: string;
  invoice_id: string;
  number: string;
  issued_on: string;
  due_on: string;
  total: number;
  fee: boolean;
}

async function loadInvoices(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, LedgerInvoice[]>> {
  const rows = await manager.query<InvoiceRow[]>(
    `select account_id, invoice_id, number, issued_on, due_on, total, fee
     from invoices where workspace_id = $1 and account_id = any($2::uuid[])`,
    [workspaceId, accountIds],
  );
  const states = await loadStates(
    manager,
    workspaceId,
    rows.map(({ invoice_id }) => invoice_id),
  );
  const exclusions = await loadExclusions(manager, workspaceId, accountIds);
  return groupBy(
    rows,
    ({ account_id }) => account_id,
    (row) => ({
      id: row.invoice_id,
      reference: row.number,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      total: row.total,
      states: states.get(row.invoice_id) ?? [],
      leftOut: exclusions.get(row.invoice_id) ?? [],
      fee: row.fee,
    }),
  );
}

/**
 * Most invoices are open from beginning to end; only what else is stated is read. By ids, not by a join: right after a
 * large import the planner knows nothing of the tables, and a join may read all of the workspace for each invoice.
 */
async function loadStates(manager: EntityManager, workspaceId: string, invoiceIds: readonly string[]) {
  const rows = await manager.query<{ invoice_id: string; from_at: StoredInstant; status: InvoiceState }[]>(
    `select invoice_id, from_at, status from invoice_states
     where workspace_id = $1 and invoice_id = any($2::uuid[]) and not (status = 'open' and from_at = '-infinity')`,
    [workspaceId, invoiceIds],
  );
  return groupBy(
    rows,
    ({ invoice_id }) => invoice_id,
    ({ from_at, status }) => ({
      from: Number(from_at) === -Infinity ? null : Number(from_at),
      status,
    }),
  );
}

/** Holds that leave an invoice out, to their end or to the instant they were lifted (S14). */
async function loadExclusions(manager: EntityManager, workspaceId: string, accountIds: readonly string[]) {
  const rows = await manager.query<{ invoice_id: string; from_at: StoredInstant; end_at: StoredInstant }[]>(
    `select invoice_id, from_at, least(until_at, lifted_at) as end_at from holds
     where workspace_id = $1 and account_id = any($2::uuid[]) and leave_out and invoice_id is not null
       and from_at < least(until_at, lifted_at)`,
    [workspaceId, accountIds],
  );
  return groupBy(
    rows,
    ({ invoice_id }) => invoice_id,
    ({ from_at, end_at }) => ({
      from: Number(from_at),
      to: Number(end_at) === Infinity ? null : Number(end_at),
    }),
  );
}

interface MoneyRow {
  account_id: string;
  id: string;
  reference: string;
  amount: number;
}

interface MoneyStateRow {
  payment_id: string;
  at: StoredInstant;
  reversed_at: StoredInstant | null;
}

/** Payments that moved money: pending and failed ones are no part of a ledger. */
async function loadPayments(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, LedgerPayment[]>> {
  const rows = await manager.query<MoneyRow[]>(
    `select account_id, payment_id as id, reference, amount
     from payments where workspace_id = $1 and account_id = any($2::uuid[])`,
    [workspaceId, accountIds],
  );
  const states = await manager.query<MoneyStateRow[]>(
    `select payment_id, at, reversed_at from payment_states
     where workspace_id = $1 and account_id = any($2::uuid[])
       and status in ('succeeded', 'refunded', 'chargedBack')`,
    [workspaceId, accountIds],
  );
  const moved = new Map(states.map((state) => [state.payment_id, state]));
  const payments = rows.flatMap((row) => {
    const state = moved.get(row.id);
    return state === undefined ? [] : [{ ...row, at: state.at, reversedAt: state.reversed_at }];
  });
  const allocations = await loadAllocations(manager, workspaceId, {
    money: 'payment',
    ids: payments.map(({ id }) => id),
  });
  return groupBy(
    payments,
    ({ account_id }) => account_id,
    (payment) => ({
      ...money(payment, allocations),
      reversedAt: payment.reversedAt === null ? null : Number(payment.reversedAt),
    }),
  );
}

async function loadCredits(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, LedgerCredit[]>> {
  const rows = await manager.query<(MoneyRow & { at: StoredInstant })[]>(
    `select account_id, credit_id as id, reference, amount, at
     from credits where workspace_id = $1 and account_id = any($2::uuid[])`,
    [workspaceId, accountIds],
  );
  const allocations = await loadAllocations(manager, workspaceId, {
    money: 'credit',
    ids: rows.map(({ id }) => id),
  });
  return groupBy(
    rows,
    ({ account_id }) => account_id,
    (row) => money(row, allocations),
  );
}

interface AllocationRow {
  money_id: string;
  invoice_id: string;
  amount: number;
  at: StoredInstant | null;
}

async function loadAllocations(
  manager: EntityManager,
  workspaceId: string,
  { money: kind, ids }: { money: 'payment' | 'credit'; ids: readonly string[] },
) {
  if (ids.length === 0) return new Map<string, AllocationRow[]>();
  const rows = await manager.query<AllocationRow[]>(
    `select ${kind}_id as money_id, invoice_id, amount, at from ${kind}_allocations
     where workspace_id = $1 and ${kind}_id = any($2::uuid[]) order by position`,
    [workspaceId, ids],
  );
  return groupBy(rows, ({ money_id }) => money_id);
}

/** Money can be set against an invoice once it is there, and at once where nothing says when. */
function money(row: MoneyRow & { at: StoredInstant }, allocations: ReadonlyMap<string, AllocationRow[]>) {
  const at = Number(row.at);
  return {
    id: row.id,
    reference: row.reference,
    amount: row.amount,
    at,
    allocations: (allocations.get(row.id) ?? []).map((allocation): LedgerAllocation => ({
      invoiceId: allocation.invoice_id,
      amount: allocation.amount,
      at: Math.max(at, allocation.at === null ? at : Number(allocation.at)),
    })),
  };
}
