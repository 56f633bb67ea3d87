import type { CalendarDate, Instant } from '../calendar/types.js';
import { businessDateIn } from '../calendar/zone-history.js';
import type { AccountLedger } from './account-ledger.js';
import { Balances } from './balances.js';
import { CausesOfInstant } from './causes-of-instant.js';
import { invoiceRecords, moneyRecords } from './ledger-records.js';
import { movementsOf } from './movements.js';
import type { MovementEffect, OverdueMovement } from './overdue-movement.js';

/**
 * Says of every change of the overdue balance, and of every beginning and end of a streak, which facts brought it about
 * (S0, S3, S4), from the facts of an account, the future included as it will be if nothing changes. Amounts are minor
 * units; in order of time. The same facts give the same changes as in `buildTimeline`.
 */
export function explainMovements(ledger: AccountLedger): OverdueMovement[] {
  const invoices = invoiceRecords(ledger);
  const movements = movementsOf(invoices, moneyRecords(ledger));
  const balances = new Balances(invoices);
  const explained: OverdueMovement[] = [];
  let before = { overdue: 0, openedOn: null as CalendarDate | null };
  let causes = new CausesOfInstant(balances);
  for (const [index, movement] of movements.entries()) {
    causes.take(movement);
    if (movements[index + 1]?.at === movement.at) continue;
    const after = stateAt(ledger, balances, { at: movement.at, openedOn: before.openedOn });
    if (after.overdue !== before.overdue || after.openedOn !== before.openedOn) {
      explained.push({
        at: movement.at,
        on: businessDateIn(ledger.zones, movement.at),
        effect: effectOf(before, after),
        before: before.overdue,
        after: after.overdue,
        openedOn: after.openedOn ?? before.openedOn,
        causes: causes.list(),
      });
    }
    before = after;
    balances.leave();
    causes = new CausesOfInstant(balances);
  }
  return explained;
}

interface State {
  overdue: number;
  openedOn: CalendarDate | null;
}

function stateAt(
  { zones }: AccountLedger,
  { overdue, keepsStreak }: Balances,
  { at, openedOn }: { at: Instant; openedOn: CalendarDate | null },
): State {
  return { overdue, openedOn: keepsStreak ? (openedOn ?? businessDateIn(zones, at)) : null };
}

function effectOf(before: State, after: State): MovementEffect {
  if (before.openedOn === null && after.openedOn !== null) return 'opens';
  if (before.openedOn !== null && after.openedOn === null) return 'ends';
  return after.overdue < before.overdue ? 'lowers' : 'raises';
}
