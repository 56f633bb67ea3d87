import type { AllocationInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { RowContext } from '../apply/entity-rules.js';

/** Money set against an invoice; `at: null` as soon as the money counts. */
export interface Allocation {
  invoiceId: string;
  amount: number;
  at: number | null;
}

export type InvoicesByNumber = ReadonlyMap<string, { invoiceId: string; accountId: string }>;

/** The invoices that allocations name. */
export async function loadInvoicesByNumber(
  manager: EntityManager,
  workspaceId: string,
  numbers: readonly string[],
): Promise<InvoicesByNumber> {
  if (numbers.length === 0) return new Map();
  const rows = await manager.query<{ number: string; invoice_id: string; account_id: string }[]>(
    `select number, invoice_id, account_id from invoices where workspace_id = $1 and number = any($2::text[])`,
    [workspaceId, numbers],
  );
  return new Map(rows.map((row) => [row.number, { invoiceId: row.invoice_id, accountId: row.account_id }]));
}

/** The numbers of all invoices that a batch of money names. */
export function namedInvoices(inputs: readonly { allocations?: AllocationInput[] }[]): string[] {
  const named = inputs.flatMap(({ allocations = [] }) => allocations.map(({ invoice }) => invoice));
  // What PostgreSQL cannot hold is not there either.
  return [...new Set(named)].filter((number) => !number.includes('\0'));
}

/** Reads allocations; an invoice that is unknown or another account's is refused (S3). */
export function readAllocations(
  inputs: readonly AllocationInput[],
  invoices: InvoicesByNumber,
  { account, zones, check }: RowContext,
): Allocation[] {
  return inputs.flatMap(({ invoice, amount, at }, index) => {
    const field = `allocations[${index}]`;
    check.amount(`${field}.amount`, amount, 1);
    const instant = check.instant(`${field}.at`, at, zones) ?? null;
    const found = invoices.get(invoice);
    if (found === undefined) {
      check.refuse(
        `${field}.invoice`,
        'unknownInvoice',
        `There is no invoice ${invoice}; send the invoice before the money that pays it.`,
      );
      return [];
    }
    if (found.accountId !== account.accountId) {
      check.refuse(
        `${field}.invoice`,
        'otherAccount',
        `The invoice ${invoice} belongs to another account than ${account.key}; money stays within its account.`,
      );
      return [];
    }
    return [{ invoiceId: found.invoiceId, amount, at: instant }];
  });
}

/** Refuses allocations whose sum exceeds their money (S3). */
export function checkSum(
  allocations: readonly Allocation[],
  amount: number,
  { check }: Pick<RowContext, 'check'>,
): void {
  const sum = allocations.reduce((total, allocation) => total + allocation.amount, 0);
  if (sum <= amount) return;
  check.refuse(
    'allocations',
    'allocatedTooMuch',
    `The allocations add up to ${sum}, more than the amount of ${amount}; what is not allocated is unapplied.`,
  );
}

export function sameAllocations(a: readonly Allocation[], b: readonly Allocation[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return one.invoiceId === other?.invoiceId && one.amount === other.amount && one.at === other.at;
    })
  );
}
