import type { PaymentInput } from '@dunwell/contract';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import {
  checkSum,
  loadInvoicesByNumber,
  namedInvoices,
  readAllocations,
  sameAllocations,
  type InvoicesByNumber,
} from '../facts/allocations.js';
import { PAID_ON_PREFIX } from '../facts/paid-on-payments.js';
import {
  loadPaymentFacts,
  savePaymentFacts,
  type PaymentFacts,
  type PaymentState,
} from '../facts/payment-facts.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { changePaymentStates } from './change-payment-states.js';
import type { FactChange } from './changed-accounts.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

const STATUSES = ['succeeded', 'failed', 'pending', 'refunded', 'chargedBack'] as const;
const FAILURE_KINDS = ['hard', 'soft'] as const;

/** Creates and changes payments, with the invoices their money is set against (S3). */
export async function applyPayments(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly PaymentInput[],
): Promise<RowOutcome[]> {
  let invoices: InvoicesByNumber = new Map();
  const rules: EntityRules<PaymentInput, PaymentFacts> = {
    noun: 'payment',
    keyField: 'reference',
    statementOf: ({ reference, status = '', at = '', effectiveAt = '' }) =>
      JSON.stringify([reference, status, at, effectiveAt]),
    load: async (_, references) => {
      invoices = await loadInvoicesByNumber(manager, context.workspaceId, namedInvoices(inputs));
      return loadPaymentFacts(manager, context.workspaceId, references);
    },
    apply: (before, input, row) => applyPayment(before, input, { row, invoices }),
    save: (_, changes) => savePaymentFacts(manager, context, changes),
    effect: effectOf,
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applyPayment(
  before: PaymentFacts | null,
  input: PaymentInput,
  { row, invoices }: { row: RowContext; invoices: InvoicesByNumber },
): PaymentFacts | undefined {
  const { check, account, now } = row;
  if (input.reference.startsWith(PAID_ON_PREFIX)) {
    check.refuse(
      'reference',
      'reserved',
      `References that begin with ${PAID_ON_PREFIX} stand for an invoice's paidOn.`,
    );
  }
  check.oneOf('status', input.status, STATUSES);
  check.oneOf('failureKind', input.failureKind, FAILURE_KINDS);
  check.text('failureCode', input.failureCode);
  check.amount('amount', input.amount, 1);
  const amount = check.required('amount', input.amount ?? before?.amount);
  const states = changePaymentStates(before?.states ?? [], input, row);
  const allocations =
    input.allocations === undefined
      ? (before?.allocations ?? [])
      : readAllocations(input.allocations, invoices, row);
  if (!check.passed() || amount === undefined) return undefined;
  checkSum(allocations, amount, row);

  const after: PaymentFacts = {
    paymentId: before?.paymentId ?? newId(),
    accountId: account.accountId,
    reference: input.reference,
    amount,
    automatic: input.automatic ?? before?.automatic ?? false,
    createdAt: before?.createdAt ?? now,
    states,
    allocations,
  };
  return before !== null && isDeepStrictEqual(before, after) ? before : after;
}

function effectOf({ before, after }: EntityChange<PaymentFacts>): FactChange {
  const stepsBefore = before === null ? [] : stepsOf(before.states);
  const stepsAfter = stepsOf(after.states);
  const moneyChanged =
    before?.amount !== after.amount || !sameAllocations(before.allocations, after.allocations);
  const stated = firstStepThatDiffers(stepsBefore, stepsAfter);
  const first = Math.min(...after.states.map(({ at }) => at));
  return {
    earliestAt: Math.min(stated, moneyChanged || before.automatic !== after.automatic ? first : Infinity),
    movesMoney: moneyChanged || stated < Infinity,
  };
}

interface Step {
  at: number;
  what: string;
}

/** A refund is first a payment that succeeded, and then, if at all, one whose money went back. */
function stepsOf(states: readonly PaymentState[]): Step[] {
  return states
    .flatMap(({ at, status, failureCode, failureKind, reversedAt }): Step[] => [
      {
        at,
        what: JSON.stringify([
          status === 'failed' || status === 'pending' ? status : 'money',
          failureCode,
          failureKind,
        ]),
      },
      ...(reversedAt === null ? [] : [{ at: reversedAt, what: 'reversed' }]),
    ])
    .sort((a, b) => a.at - b.at);
}

function firstStepThatDiffers(before: readonly Step[], after: readonly Step[]): number {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old?.at === now?.at && old?.what === now?.what) continue;
    return Math.min(old?.at ?? Infinity, now?.at ?? Infinity);
  }
  return Infinity;
}
