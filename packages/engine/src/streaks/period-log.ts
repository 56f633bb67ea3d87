import type { Instant } from '../calendar/types.js';
import type { Period } from './account-timeline.js';

/** Collects a step function of time: from each instant on a state, neighbours that do not differ as one period. */
export class PeriodLog<Row extends Period> {
  readonly periods: Row[];

  constructor(
    first: Row,
    private readonly same: (a: Row, b: Row) => boolean,
  ) {
    this.periods = [first];
  }

  /** Takes in the state that holds from `row.from`, which lies after all noted before. */
  note(row: Row & { from: Instant }): void {
    const last = this.periods.at(-1)!;
    if (this.same(last, row)) return;
    last.to = row.from;
    this.periods.push(row);
  }
}
