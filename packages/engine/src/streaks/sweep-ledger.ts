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

/** Walks an account through time, instant by instant: only the state after all facts of one counts (S0). */
export function sweepLedger(ledger: AccountLedger): LedgerSweep {
  const invoices = invoiceRecords(ledger);
  const movements = movementsOf(invoices, moneyRecords(ledger));
  const balances = new Balances(invoices);
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
