import { isCollected, remainingOf } from './balances.js';
import type { InvoiceRecord, MoneyRecord } from './ledger-records.js';

/**
 * Whether money that came at the instant under way lowered the overdue balance (S5: it would be higher without it),
 * given that something is still overdue. All of it did, except what went to invoices that are not overdue, and there only
 * what other money of the instant would not have paid in its place.
 */
export function moneyLoweredOverdue(money: MoneyRecord): boolean {
  let elsewhere = 0;
  for (const [record, offered] of offersOf(money)) {
    if (record.touch === null || (isCollected(record) && record.dueDatePassed)) continue;
    const { owedBefore, offered: offeredByAll } = record.touch;
    elsewhere += Math.min(owedBefore, offeredByAll) - Math.min(owedBefore, offeredByAll - offered);
  }
  return money.amount > elsewhere;
}

/** Whether an invoice was written off at the instant under way and would be overdue otherwise (S5). */
export function writtenOffOverdue(record: InvoiceRecord): boolean {
  return (
    record.status === 'uncollectible' &&
    record.touch?.statusBefore === 'open' &&
    record.dueDatePassed &&
    record.leftOut === 0 &&
    remainingOf(record) > 0
  );
}

function offersOf(money: MoneyRecord): ReadonlyMap<InvoiceRecord, number> {
  const offers = new Map<InvoiceRecord, number>();
  for (const { record, amount } of money.offered) offers.set(record, (offers.get(record) ?? 0) + amount);
  return offers;
}
