import type { MovementCause, RibbonMovement } from '@dunwell/contract';
import {
  businessDateIn,
  daysBetween,
  explainMovements,
  type AccountLedger,
  type Instant,
  type OverdueCause,
  type OverdueMovement,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { mustGet } from '../../platform/must.js';
import { loadLedgers } from '../timeline/load-ledgers.js';

export interface AccountAt {
  workspaceId: string;
  accountId: string;
  now: Instant;
}

/** Every change of an account's overdue balance and of its streak, with the facts that brought it about, by their names. */
export async function readMovements(
  manager: EntityManager,
  { workspaceId, accountId, now }: AccountAt,
): Promise<RibbonMovement[]> {
  const ledger = mustGet(await loadLedgers(manager, workspaceId, [accountId]), accountId);
  const names = namesIn(ledger, await chargedBack(manager, workspaceId, accountId));
  return explainMovements(ledger).map((movement) => ({
    at: new Date(movement.at).toISOString(),
    date: movement.on,
    effect: movement.effect,
    before: movement.before,
    after: movement.after,
    streakDay: streakDayOf(movement, ledger),
    ifNothingChanges: movement.at > now,
    causes: movement.causes.map((cause) => causeByName(cause, names)),
  }));
}

/** Which day of the streak a movement falls on; of its end, how many dates it lasted. */
function streakDayOf({ effect, at, on, openedOn }: OverdueMovement, { zones }: AccountLedger): number | null {
  if (openedOn === null) return null;
  const last = effect === 'ends' ? businessDateIn(zones, at - 1) : on;
  return daysBetween(openedOn, last) + 1;
}

interface Names {
  invoices: ReadonlyMap<string, { number: string; dueOn: string }>;
  money: ReadonlyMap<string, { reference: string; amount: number }>;
  chargedBack: ReadonlySet<string>;
}

function namesIn({ invoices, payments, credits }: AccountLedger, charged: ReadonlySet<string>): Names {
  return {
    invoices: new Map(invoices.map(({ id, reference, dueOn }) => [id, { number: reference, dueOn }])),
    money: new Map([...payments, ...credits].map(({ id, reference, amount }) => [id, { reference, amount }])),
    chargedBack: charged,
  };
}

/** The payments of an account whose money was taken back by the bank, not by us. */
async function chargedBack(
  manager: EntityManager,
  workspaceId: string,
  accountId: string,
): Promise<Set<string>> {
  const rows = await manager.query<{ payment_id: string }[]>(
    `select payment_id from payment_states
     where workspace_id = $1 and account_id = $2 and status = 'chargedBack'`,
    [workspaceId, accountId],
  );
  return new Set(rows.map(({ payment_id }) => payment_id));
}

function causeByName(cause: OverdueCause, names: Names): MovementCause {
  const { effect } = cause;
  const numberOf = (id: string): string => mustGet(names.invoices, id).number;
  switch (cause.kind) {
    case 'invoicePastDue': {
      const { number, dueOn } = mustGet(names.invoices, cause.invoiceId);
      return { kind: cause.kind, effect, invoice: number, dueOn };
    }
    case 'invoiceLeftOut':
    case 'invoiceBroughtBack':
      return { kind: cause.kind, effect, invoice: numberOf(cause.invoiceId) };
    case 'invoiceStatus':
      return { kind: cause.kind, effect, invoice: numberOf(cause.invoiceId), status: cause.status };
    case 'payment':
    case 'credit': {
      const invoices = cause.invoiceIds.map(numberOf);
      return { kind: cause.kind, effect, ...mustGet(names.money, cause.moneyId), invoices };
    }
    case 'reversal': {
      const kind = names.chargedBack.has(cause.moneyId) ? 'chargeback' : 'refund';
      const invoices = cause.invoiceIds.map(numberOf);
      return { kind, effect, ...mustGet(names.money, cause.moneyId), invoices };
    }
    case 'moneyApplied': {
      const { reference } = mustGet(names.money, cause.moneyId);
      return { kind: cause.kind, effect, reference, invoice: numberOf(cause.invoiceId) };
    }
  }
}
