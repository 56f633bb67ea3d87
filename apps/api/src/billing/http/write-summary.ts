import type { WriteSummary as Contract } from '@dunwell/contract';
import { WholeNumber } from '../../platform/http/fields.js';
import type { RowOutcome } from '../apply/apply-context.js';

/** What became of the rows of a request; sent again, all are unchanged. */
export class WriteSummary implements Contract {
  @WholeNumber({ description: 'Rows about something new.' }) created = 0;
  @WholeNumber({ description: 'Rows that changed something.' }) updated = 0;
  @WholeNumber({ description: 'Rows that say what was known.' }) unchanged = 0;

  add(outcomes: readonly RowOutcome[]): void {
    for (const { status } of outcomes) if (status !== 'rejected') this[status] += 1;
  }
}
