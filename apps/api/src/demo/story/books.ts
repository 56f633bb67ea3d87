import type { BillingEntity, BillingInputs, HoldInput } from '@dunwell/contract';
import { fromEpochDay, type EpochDay, type Instant } from '@dunwell/engine';

/** A row and the instant at which the business got to know it. */
export type StoryRow = {
  [Entity in BillingEntity]: { at: Instant; entity: Entity; row: BillingInputs[Entity] };
}[BillingEntity];

export interface StoryHold {
  at: Instant;
  author: string;
  input: HoldInput;
}

/** Everything that is written down about the demo's accounts; nothing that lies behind its end. */
export class Books {
  readonly rows: StoryRow[] = [];
  readonly holds: StoryHold[] = [];
  /** Accounts that owe something past due at some time of the live month, or have had a hold. */
  readonly restless = new Set<string>();
  private readonly counts = new Map<string, number>();
  private readonly months = new Map<EpochDay, string>();

  constructor(private readonly now: Instant) {}

  note(row: StoryRow): void {
    if (row.at <= this.now) this.rows.push(row);
  }

  hold(hold: StoryHold): void {
    if (hold.at <= this.now) this.holds.push(hold);
  }

  /** Such as INV-2611-0042: the 42nd of November 2026. */
  number(kind: string, day: EpochDay): string {
    const series = `${kind}-${this.monthOf(day)}`;
    const count = (this.counts.get(series) ?? 0) + 1;
    this.counts.set(series, count);
    return `${series}-${String(count).padStart(4, '0')}`;
  }

  /** Year and month in four digits. */
  private monthOf(day: EpochDay): string {
    const known = this.months.get(day);
    if (known !== undefined) return known;
    const date = fromEpochDay(day);
    const month = `${date.slice(2, 4)}${date.slice(5, 7)}`;
    this.months.set(day, month);
    return month;
  }
}
