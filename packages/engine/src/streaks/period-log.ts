import type { Instant } from '../calendar/types.js';
import type { Period } from './account-timeline.js';

/** Collects a step function of time: from each instant on a state, neighbours that do not differ as one period. */
export class PeriodLog<Row extends Period> {
  readonly periods: Row[];
  private last: Row;

  constructor(
    first: Row,
    private readonly same: (a: Row, b: Row) => boolean,
  ) {
    this.last = first;
    this.periods = [first];
  }

  /** Takes in the state that holds from `row.from`, which lies after all noted before. */
  note(row: Row & { from: Instant }): void {
    if (this.same(this.last, row)) return;
    this.last.to = row.from;
    this.last = row;
    this.periods.push(row);
  }
}
