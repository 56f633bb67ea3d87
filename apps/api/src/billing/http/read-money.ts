import type { EntityManager } from 'typeorm';
import type { StoredInstant } from '../facts/rows.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type {
  AllocationAnswer,
  CreditAnswer,
  PaymentAnswer,
  PaymentStateAnswer,
} from './facts-answers.dto.js';
import { instantOrNull } from './instant-or-null.js';
import type { ListedFacts } from './listed-facts.js';

interface MoneyRow {
  id: string;
  key: string;
  currency: string;
  reference: string;
  amount: number;
}

/** Payments in the order of their references, of one account or all. */
export async function listPayments(
  manager: EntityManager,
  workspaceId: string,
  { accountId, after, limit, now }: ListedFacts<string> & { now: Date },
): Promise<PaymentAnswer[]> {
  const rows = await manager.query<(MoneyRow & { automatic: boolean })[]>(
    `select payment_id as id, key, currency, reference, amount, automatic
     from payments join accounts using (workspace_id, account_id)
     where workspace_id = $1 and ($2::uuid is null or account_id = $2) and ($3::text is null or reference > $3)
     order by reference limit $4`,
    [workspaceId, accountId, after, limit],
  );
  const ids = rows.map(({ id }) => id);
  const states = await readStates(manager, workspaceId, ids);
  const allocations = await readAllocations(manager, workspaceId, { money: 'payment', ids });
  return rows.map((row) => {
    const ofPayment = mustGet(states, row.id);
    const inForce = ofPayment.findLast(({ at }) => at <= now.toISOString()) ?? ofPayment[0];
    return {
      account: row.key,
      reference: row.reference,
      amount: row.amount,
      currency: row.currency,
      automatic: row.automatic,
      status: inForce.status,
      states: ofPayment,
      allocations: allocations.get(row.id) ?? [],
    };
  });
}

/** Credits in the order of their references, of one account or all. */
export async function listCredits(
  manager: EntityManager,
  workspaceId: string,
  { accountId, after, limit }: ListedFacts<string>,
): Promise<CreditAnswer[]> {
  const rows = await manager.query<(MoneyRow & { at: Date })[]>(
    `select credit_id as id, key, currency, reference, amount, at
     from credits join accounts using (workspace_id, account_id)
     where workspace_id = $1 and ($2::uuid is null or account_id = $2) and ($3::text is null or reference > $3)
     order by reference limit $4`,
    [workspaceId, accountId, after, limit],
  );
  const ids = rows.map(({ id }) => id);
  const allocations = await readAllocations(manager, workspaceId, { money: 'credit', ids });
  return rows.map((row) => ({
    account: row.key,
    reference: row.reference,
    amount: row.amount,
    currency: row.currency,
    at: row.at.toISOString(),
    allocations: allocations.get(row.id) ?? [],
  }));
}

async function readStates(
  manager: EntityManager,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, [PaymentStateAnswer, ...PaymentStateAnswer[]]>> {
  const rows = await manager.query<
    {
      payment_id: string;
      at: Date;
      status: string;
      reversed_at: Date | null;
      failure_code: string | null;
      failure_kind: string | null;
    }[]
  >(
    `select payment_id, at, status, reversed_at, failure_code, failure_kind from payment_states
     where workspace_id = $1 and payment_id = any($2::uuid[]) order by at`,
    [workspaceId, ids],
  );
  return groupBy(
    rows,
    (row) => row.payment_id,
    (row): PaymentStateAnswer => ({
      status: row.status,
      at: row.at.toISOString(),
      reversedAt: row.reversed_at?.toISOString() ?? null,
      failureCode: row.failure_code,
      failureKind: row.failure_kind,
    }),
  );
}

async function readAllocations(
  manager: EntityManager,
  workspaceId: string,
  { money, ids }: { money: 'payment' | 'credit'; ids: readonly string[] },
): Promise<Map<string, AllocationAnswer[]>> {
  const rows = await manager.query<
    { id: string; number: string; amount: number; at: StoredInstant | null }[]
  >(
    `select ${money}_id as id, number, amount, at
     from ${money}_allocations join invoices using (workspace_id, invoice_id)
     where workspace_id = $1 and ${money}_id = any($2::uuid[]) order by position`,
    [workspaceId, ids],
  );
  return groupBy(
    rows,
    ({ id }) => id,
    ({ number, amount, at }): AllocationAnswer => ({
      invoice: number,
      amount,
      at: at === null ? null : instantOrNull(at),
    }),
  );
}
