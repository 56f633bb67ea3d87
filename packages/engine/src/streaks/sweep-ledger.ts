import type { Instant } from '../calendar/types.js';
import type { AccountLedger } from './account-ledger.js';
import { Balances } from './balances.js';
import { type InvoiceRecord, invoiceRecords, moneyRecords } from './ledger-records.js';
import { movementsOf } from './movements.js';

/** A ledger being walked through: the sums and records hold at the instant last given. */
export interface LedgerSweep {
  balances: Balances;
  invoices: InvoiceRecord[];
  /** Each instant at which something happens; can be walked once. */
  instants(): Generator<Instant>;
}

/**
 * Walks an account through time, instant by instant: only the state after all facts of one counts (S0). Made ready in
 * steps, since that alone takes a while where the account has very many invoices.
 */
export function* sweepInSteps(ledger: AccountLedger): Generator<undefined, LedgerSweep> {
  const invoices = invoiceRecords(ledger);
  yield;
  const money = moneyRecords(ledger);
  yield;
  const movements = movementsOf(invoices, money);
  yield;
  const balances = new Balances(invoices);
  yield;
  return {
    balances,
    invoices,
    *instants() {
      for (const [index, movement] of movements.entries()) {
        balances.take(movement);
        if (movements[index + 1]?.at === movement.at) continue;
        balances.settle();
        yield movement.at;
        balances.leave();
      }
    },
  };
}
