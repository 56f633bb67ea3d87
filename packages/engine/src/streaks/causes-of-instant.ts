import type { Balances } from './balances.js';
import type { InvoiceRecord, MoneyRecord } from './ledger-records.js';
import type { Movement } from './movements.js';
import type { OverdueCause } from './overdue-movement.js';

/** A fact under way: what it did to the overdue balance, and to the part of it that streaks go by. */
interface Noted {
  effect: number;
  withoutFees: number;
  tell: (effect: number) => OverdueCause;
}

/** Finds out what each fact of one instant does to the overdue balance. */
export class CausesOfInstant {
  private readonly noted = new Map<string, Noted>();

  constructor(private readonly balances: Balances) {}

  /** Takes a movement in and notes by how much it changes the sums. */
  take(movement: Movement): void {
    const { balances } = this;
    const [before, beforeWithoutFees] = [balances.netOverdue, balances.netOverdueWithoutFees];
    balances.take(movement);
    balances.settle(recordsOf(movement));
    const { key, tell } = this.factOf(movement);
    const known = this.noted.get(key) ?? { effect: 0, withoutFees: 0 };
    this.noted.set(key, {
      effect: known.effect + balances.netOverdue - before,
      withoutFees: known.withoutFees + balances.netOverdueWithoutFees - beforeWithoutFees,
      tell,
    });
  }

  /** The facts that changed anything. */
  list(): OverdueCause[] {
    return [...this.noted.values()]
      .filter(({ effect, withoutFees }) => effect !== 0 || withoutFees !== 0)
      .map(({ effect, tell }) => tell(effect));
  }

  /** What a movement belongs to: money with what it pays at once, an invoice with its issue and its due date. */
  private factOf(movement: Movement): { key: string; tell: Noted['tell'] } {
    switch (movement.kind) {
      case 'issue':
      case 'due':
        return ofInvoice('invoicePastDue', movement.record);
      case 'leftOut':
        return ofInvoice('invoiceLeftOut', movement.record);
      case 'broughtBack':
        return ofInvoice('invoiceBroughtBack', movement.record);
      case 'status': {
        const { status, record } = movement;
        const invoiceId = record.invoice.id;
        return {
          key: `status ${invoiceId}`,
          tell: (effect) => ({ kind: 'invoiceStatus', invoiceId, status, effect }),
        };
      }
      case 'reversal':
        return ofMoney('reversal', movement.money);
      case 'money':
        return ofMoney(movement.money.kind, movement.money);
      case 'allocation': {
        const { money, record } = movement;
        if (this.balances.arrived.includes(money)) return ofMoney(money.kind, money);
        const invoiceId = record.invoice.id;
        return {
          key: `applied ${money.id} ${invoiceId}`,
          tell: (effect) => ({
            kind: 'moneyApplied',
            money: money.kind,
            moneyId: money.id,
            invoiceId,
            effect,
          }),
        };
      }
    }
  }
}

function ofInvoice(
  kind: 'invoicePastDue' | 'invoiceLeftOut' | 'invoiceBroughtBack',
  { invoice }: InvoiceRecord,
): { key: string; tell: Noted['tell'] } {
  return { key: `${kind} ${invoice.id}`, tell: (effect) => ({ kind, invoiceId: invoice.id, effect }) };
}

function ofMoney(
  kind: 'payment' | 'credit' | 'reversal',
  money: MoneyRecord,
): { key: string; tell: Noted['tell'] } {
  return {
    key: `${kind} ${money.id}`,
    tell: (effect) => {
      const invoiceIds = [...new Set(money.applied.map(({ record }) => record.invoice.id))];
      return { kind, moneyId: money.id, invoiceIds, effect };
    },
  };
}

/** The invoices a movement touches. */
function recordsOf(movement: Movement): InvoiceRecord[] {
  switch (movement.kind) {
    case 'money':
      return [];
    case 'reversal':
      return movement.money.applied.map(({ record }) => record);
    case 'issue':
    case 'due':
    case 'leftOut':
    case 'broughtBack':
    case 'status':
    case 'allocation':
      return [movement.record];
  }
}
