import type { BacktestEntry, BacktestTotals, Money } from '@dunwell/contract';
import type { AutomationDocument, StepId } from '@dunwell/language';
import { SumsByCurrency } from '../../runtime/sums-by-currency.js';
import type { Period } from './moments-of-period.js';

/** Adds a backtest up while its entries are given out. */
export class TotalsSoFar {
  private entries = 0;
  private readonly accountIds = new Set<string>();
  private readonly overdue = new SumsByCurrency();
  private readonly actions: Record<StepId, number>;
  private readonly needsAttention: Record<StepId, number>;
  private subjectsBefore = 0;
  private readonly overdueBefore = new SumsByCurrency();

  constructor({ steps }: AutomationDocument) {
    const actionSteps = Object.entries(steps).flatMap(([id, { kind }]) => (kind === 'action' ? [id] : []));
    this.actions = Object.fromEntries(actionSteps.map((id) => [id, 0]));
    this.needsAttention = { ...this.actions };
  }

  add(accountId: string, { actions, overdue }: BacktestEntry): void {
    this.entries += 1;
    if (!this.accountIds.has(accountId)) {
      this.accountIds.add(accountId);
      this.overdue.add(overdue.currency, overdue.amount);
    }
    for (const step of actions) this.actions[step] = (this.actions[step] ?? 0) + 1;
  }

  /** A step that lacks what it needs and has no way on (S17). */
  addNeed(step: StepId): void {
    this.needsAttention[step] = (this.needsAttention[step] ?? 0) + 1;
  }

  addBefore({ currency, amount }: Money): void {
    this.subjectsBefore += 1;
    this.overdueBefore.add(currency, amount);
  }

  toLine({ from, to }: Period): BacktestTotals {
    return {
      kind: 'totals',
      from,
      to,
      entries: this.entries,
      accounts: this.accountIds.size,
      overdue: this.overdue.toMoney(),
      actions: this.actions,
      needsAttention: this.needsAttention,
      before: { subjects: this.subjectsBefore, overdue: this.overdueBefore.toMoney() },
    };
  }
}
