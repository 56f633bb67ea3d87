import type { CreditInput } from '@dunwell/contract';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import {
  checkSum,
  loadInvoicesByNumber,
  namedInvoices,
  readAllocations,
  type InvoicesByNumber,
} from '../facts/allocations.js';
import { loadCreditFacts, saveCreditFacts, type CreditFacts } from '../facts/credit-facts.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import type { FactChange } from './changed-accounts.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

/** Creates and changes credits; one without an invoice is unapplied (S3). */
export async function applyCredits(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly CreditInput[],
): Promise<RowOutcome[]> {
  let invoices: InvoicesByNumber = new Map();
  const rules: EntityRules<CreditInput, CreditFacts> = {
    noun: 'credit',
    keyField: 'reference',
    statementOf: ({ reference }) => reference,
    load: async (_, references) => {
      invoices = await loadInvoicesByNumber(manager, context.workspaceId, namedInvoices(inputs));
      return loadCreditFacts(manager, context.workspaceId, references);
    },
    apply: (before, input, row) => applyCredit(before, input, { row, invoices }),
    save: (_, changes) => saveCreditFacts(manager, context, changes),
    effect: effectOf,
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applyCredit(
  before: CreditFacts | null,
  input: CreditInput,
  { row, invoices }: { row: RowContext; invoices: InvoicesByNumber },
): CreditFacts | undefined {
  const { check, account, zones, now } = row;
  check.amount('amount', input.amount, 1);
  const amount = check.required('amount', input.amount ?? before?.amount);
  const at = check.instant('at', input.at ?? input.effectiveAt, zones) ?? before?.at ?? now;
  const allocations =
    input.allocations === undefined
      ? (before?.allocations ?? [])
      : readAllocations(input.allocations, invoices, row);
  if (!check.passed() || amount === undefined) return undefined;
  checkSum(allocations, amount, row);

  const after: CreditFacts = {
    creditId: before?.creditId ?? newId(),
    accountId: account.accountId,
    reference: input.reference,
    amount,
    at,
    createdAt: before?.createdAt ?? now,
    allocations,
  };
  return before !== null && isDeepStrictEqual(before, after) ? before : after;
}

function effectOf({ before, after }: EntityChange<CreditFacts>): FactChange {
  return { earliestAt: Math.min(before?.at ?? Infinity, after.at), movesMoney: true };
}
