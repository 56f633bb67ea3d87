import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import type { Allocation } from './allocations.js';
import { groupBy } from '../../platform/group-by.js';
import { insertMade, noteChanged, type Made, type Writing } from './made-rows.js';
import { deleteRows, insertRows, updateRows, type StoredInstant } from './rows.js';
import { CREDITS, CREDIT_ALLOCATIONS } from './tables.js';

export interface CreditFacts {
  creditId: string;
  accountId: string;
  reference: string;
  amount: number;
  at: number;
  createdAt: number;
  allocations: Allocation[];
}

interface CreditRow {
  credit_id: string;
  account_id: string;
  reference: string;
  amount: number;
  at: StoredInstant;
  created_at: Date;
}

interface AllocationRow {
  credit_id: string;
  invoice_id: string;
  amount: number;
  at: StoredInstant | null;
}

/** Credits by their references. */
export async function loadCreditFacts(
  manager: EntityManager,
  workspaceId: string,
  references: readonly string[],
): Promise<Map<string, CreditFacts>> {
  const rows = await manager.query<CreditRow[]>(
    `select credit_id, account_id, reference, amount, at, created_at from credits
     where workspace_id = $1 and reference = any($2::text[])`,
    [workspaceId, references],
  );
  const allocationRows = await manager.query<AllocationRow[]>(
    `select credit_id, invoice_id, amount, at from credit_allocations
     where workspace_id = $1 and credit_id = any($2::uuid[]) order by position`,
    [workspaceId, rows.map((row) => row.credit_id)],
  );
  const allocations = groupBy(
    allocationRows,
    ({ credit_id }) => credit_id,
    (row): Allocation => ({
      invoiceId: row.invoice_id,
      amount: row.amount,
      at: row.at === null ? null : Number(row.at),
    }),
  );
  return new Map(
    rows.map((row) => [
      row.reference,
      {
        creditId: row.credit_id,
        accountId: row.account_id,
        reference: row.reference,
        amount: row.amount,
        at: Number(row.at),
        createdAt: row.created_at.getTime(),
        allocations: allocations.get(row.credit_id) ?? [],
      },
    ]),
  );
}

/** Stores credits with their allocations. */
export async function saveCreditFacts(
  manager: EntityManager,
  writing: Writing,
  changes: readonly EntityChange<CreditFacts>[],
): Promise<Made> {
  const { workspaceId } = writing;
  const known = changes.filter(({ before }) => before !== null).map(({ after }) => after);
  const created = changes.filter(({ before }) => before === null).map(({ after }) => after);
  const ids = known.map(({ creditId }) => creditId);
  await deleteRows(manager, CREDIT_ALLOCATIONS, workspaceId, { by: 'creditId', ids });
  await updateRows(manager, CREDITS, workspaceId, { by: 'creditId', rows: known.map(creditRow) });
  await insertMade(manager, CREDITS, writing, created.map(creditRow));
  await insertRows(
    manager,
    CREDIT_ALLOCATIONS,
    workspaceId,
    changes.flatMap(({ after: { creditId, allocations } }) =>
      allocations.map((allocation, position) => ({ creditId, position, ...allocation })),
    ),
  );
  return {
    created: created.length,
    changed: await noteChanged(manager, writing, { table: 'credits', id: 'credit_id', ids }),
  };
}

function creditRow({ creditId, accountId, reference, amount, at, createdAt }: CreditFacts) {
  return { creditId, accountId, reference, amount, at, createdAt };
}
