import type { BacktestEntry, Money } from '@dunwell/contract';
import type { CalendarDate } from '@dunwell/engine';
import type { StepId, Subject } from '@dunwell/language';
import type { ReadSubject } from '../../billing/billing-reader.js';

/** An entry whose journey may still be played. */
export interface EntryUnderWay {
  /** The business date on which it matched. */
  date: CalendarDate;
  /** The business date on which it began: later where a limit has spread entries (S12). */
  startedOn: CalendarDate;
  subject: Pick<ReadSubject, 'accountId' | 'accountKey' | 'subjectKey'>;
  path: string[];
  overdue: Money;
  /** null: the journey is not over yet. */
  actions: StepId[] | null;
}

/** Gives entries out in order of date, account and subject, each date once all its journeys are over. */
export class EntriesInOrder {
  private readonly byDate = new Map<CalendarDate, EntryUnderWay[]>();

  constructor(private readonly kind: Subject) {}

  add(entry: EntryUnderWay): void {
    const ofDate = this.byDate.get(entry.date) ?? [];
    ofDate.push(entry);
    this.byDate.set(entry.date, ofDate);
  }

  /** The entries of the first dates that are complete: over everywhere, every journey played. */
  *complete(isOver: (date: CalendarDate) => boolean): Generator<{ accountId: string; line: BacktestEntry }> {
    for (const [date, entries] of [...this.byDate].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!isOver(date) || entries.some(({ actions }) => actions === null)) return;
      this.byDate.delete(date);
      for (const entry of entries.sort(byAccountAndSubject)) {
        yield { accountId: entry.subject.accountId, line: this.toLine(entry) };
      }
    }
  }

  private toLine({ date, startedOn, subject, path, actions, overdue }: EntryUnderWay): BacktestEntry {
    const { accountKey: account, subjectKey: key } = subject;
    return {
      kind: 'entry',
      date,
      ...(startedOn !== date && { startedOn }),
      account,
      ...(this.kind !== 'account' && { subject: { kind: this.kind, key, account } }),
      path,
      actions: actions ?? [],
      overdue,
    };
  }
}

/** By the characters' codes, so that the order does not depend on anybody's language. */
function byAccountAndSubject({ subject: a }: EntryUnderWay, { subject: b }: EntryUnderWay): number {
  if (a.accountKey !== b.accountKey) return a.accountKey < b.accountKey ? -1 : 1;
  if (a.subjectKey !== b.subjectKey) return a.subjectKey < b.subjectKey ? -1 : 1;
  return 0;
}
