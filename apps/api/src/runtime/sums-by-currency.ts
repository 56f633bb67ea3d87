import type { Money } from '@dunwell/contract';

/** Amounts in minor units, added up per currency and never across (S3). */
export class SumsByCurrency {
  private readonly sums = new Map<string, number>();

  add(currency: string, amount: number): void {
    this.sums.set(currency, (this.sums.get(currency) ?? 0) + amount);
  }

  /** In the order of the currencies' codes; sums of zero are left out. */
  toMoney(): Money[] {
    return [...this.sums]
      .filter(([, amount]) => amount !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, amount]) => ({ currency, amount }));
  }
}
