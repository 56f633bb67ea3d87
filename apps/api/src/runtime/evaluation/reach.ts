import type { Reach } from '@dunwell/contract';
import type { FactField } from '../../billing/billing-reader.js';
import type { DecidedEntries } from '../decide/decide-entries.js';
import { SumsByCurrency } from '../sums-by-currency.js';

/** What a reach is made of, to be read beside the facts of the decision. */
export const OVERDUE: FactField = { field: 'account.overdueBalance' };

/** Collects subjects and what their accounts owe past due, each account once. */
export class ReachCount {
  private subjects = 0;
  private readonly accountIds = new Set<string>();
  private readonly overdue = new SumsByCurrency();

  /** Those of a page who are counted. */
  add(decided: DecidedEntries['decided'], counted: ReadonlySet<string>): void {
    for (const { subject } of decided) {
      if (!counted.has(subject.subjectId)) continue;
      this.subjects += 1;
      if (this.accountIds.has(subject.accountId)) continue;
      this.accountIds.add(subject.accountId);
      this.overdue.add(subject.currency, Number(subject.values[OVERDUE.field] ?? 0));
    }
  }

  toReach(): Reach {
    return { subjects: this.subjects, overdue: this.overdue.toMoney() };
  }
}
