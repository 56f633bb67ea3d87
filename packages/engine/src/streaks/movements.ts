import type { Instant } from '../calendar/types.js';
import type { InvoiceState } from './account-ledger.js';
import type { InvoiceRecord, MoneyRecord } from './ledger-records.js';

/** One thing that happens to an account at an instant. */
export type Movement = { at: Instant; order: number } & (
  | { kind: 'issue' | 'due' | 'leftOut' | 'broughtBack'; record: InvoiceRecord }
  | { kind: 'status'; record: InvoiceRecord; status: InvoiceState }
  | { kind: 'reversal' | 'money'; money: MoneyRecord }
  | { kind: 'allocation'; money: MoneyRecord; record: InvoiceRecord; amount: number }
);

const FACTS_FIRST = 0;

/**
 * Everything that happens to an account, in order (S3): by instant; within one, issues, due dates, changes of status and
 * reversals, then the money in the order given.
 */
export function movementsOf(invoices: readonly InvoiceRecord[], money: readonly MoneyRecord[]): Movement[] {
  const movements: Movement[] = [];
  for (const record of invoices) addInvoice(movements, record);
  const byId = new Map(invoices.map((record) => [record.invoice.id, record]));
  money.forEach((record, rank) => addMoney(movements, record, 2 * rank + 1, byId));
  return movements.sort((a, b) => a.at - b.at || a.order - b.order);
}

function addInvoice(movements: Movement[], record: InvoiceRecord): void {
  const order = FACTS_FIRST;
  movements.push(
    { kind: 'issue', at: record.issuedAt, order, record },
    { kind: 'due', at: record.pastDueAt, order, record },
  );
  for (const { from, status } of record.changes) {
    movements.push({ kind: 'status', at: from, order, record, status });
  }
  for (const { from, to } of record.invoice.leftOut) {
    if (to !== null && to <= from) continue;
    movements.push({ kind: 'leftOut', at: from, order, record });
    if (to !== null) movements.push({ kind: 'broughtBack', at: to, order, record });
  }
}

function addMoney(
  movements: Movement[],
  money: MoneyRecord,
  order: number,
  byId: ReadonlyMap<string, InvoiceRecord>,
): void {
  movements.push({ kind: 'money', at: money.at, order, money });
  for (const allocation of money.allocations) {
    // An invoice the ledger does not hold (yet) is like one not issued: the money stays unapplied.
    const record = byId.get(allocation.invoiceId);
    if (record === undefined) continue;
    const at = applicableFrom(record, Math.max(allocation.at, money.at));
    if (at === null) continue;
    movements.push({ kind: 'allocation', at, order: order + 1, money, record, amount: allocation.amount });
  }
  if (money.reversedAt !== null) {
    movements.push({ kind: 'reversal', at: money.reversedAt, order: FACTS_FIRST, money });
  }
}

/**
 * When money set against an invoice at an instant reaches it (S3): not before its issue, and a draft counts as not
 * issued. `null`: as far as is known, never.
 */
function applicableFrom(record: InvoiceRecord, at: Instant): Instant | null {
  const earliest = Math.max(at, record.issuedAt);
  let status = record.firstStatus;
  for (const change of record.changes) {
    if (change.from > earliest && status !== 'draft') break;
    status = change.status;
    if (change.from > earliest && status !== 'draft') return change.from;
  }
  return status === 'draft' ? null : earliest;
}
