import type { AllocationInput, CreditInput, PaymentInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { Allocation } from '../facts/allocations.js';
import { loadCreditFacts } from '../facts/credit-facts.js';
import { loadPaymentFacts, type PaymentState } from '../facts/payment-facts.js';

interface MoneyOf {
  workspaceId: string;
  account: string;
  references: readonly string[];
}

/** Payments with every status they had. */
export async function copyPayments(manager: EntityManager, of: MoneyOf): Promise<PaymentInput[]> {
  const { workspaceId, account, references } = of;
  const payments = [...(await loadPaymentFacts(manager, workspaceId, references)).values()];
  const numbers = await invoiceNumbers(manager, workspaceId, payments);
  return payments.flatMap(({ reference, amount, automatic, states, allocations }): PaymentInput[] => {
    const [first, ...later] = states.map((state) => ({ account, reference, ...stateRow(state) }));
    if (first === undefined) return [];
    return [{ ...first, amount, automatic, allocations: allocationRows(allocations, numbers) }, ...later];
  });
}

export async function copyCredits(manager: EntityManager, of: MoneyOf): Promise<CreditInput[]> {
  const { workspaceId, account, references } = of;
  const credits = [...(await loadCreditFacts(manager, workspaceId, references)).values()];
  const numbers = await invoiceNumbers(manager, workspaceId, credits);
  return credits.map(({ reference, amount, at, allocations }) => ({
    account,
    reference,
    amount,
    at: new Date(at).toISOString(),
    allocations: allocationRows(allocations, numbers),
  }));
}

function stateRow({ at, status, failureCode, failureKind, reversedAt }: PaymentState) {
  return {
    status,
    at: new Date(at).toISOString(),
    ...(failureCode !== null && { failureCode }),
    ...(failureKind !== null && { failureKind }),
    ...(reversedAt !== null && { reversedAt: new Date(reversedAt).toISOString() }),
  };
}

function allocationRows(
  allocations: readonly Allocation[],
  numbers: ReadonlyMap<string, string>,
): AllocationInput[] {
  return allocations.flatMap(({ invoiceId, amount, at }) => {
    const invoice = numbers.get(invoiceId);
    if (invoice === undefined) return [];
    return [{ invoice, amount, ...(at !== null && { at: new Date(at).toISOString() }) }];
  });
}

/** Without fees, which are not copied. */
async function invoiceNumbers(
  manager: EntityManager,
  workspaceId: string,
  money: readonly { allocations: readonly Allocation[] }[],
): Promise<Map<string, string>> {
  const ids = money.flatMap(({ allocations }) => allocations.map(({ invoiceId }) => invoiceId));
  const rows = await manager.query<{ invoice_id: string; number: string }[]>(
    `select invoice_id, number from invoices
     where workspace_id = $1 and invoice_id = any($2::uuid[]) and not fee`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ invoice_id, number }) => [invoice_id, number]));
}
