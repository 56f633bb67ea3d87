import { startsTooSoon, type CalendarDate, type EntryHistory } from '@dunwell/engine';
import type { Reentry } from '@dunwell/language';

/** When subjects last started under a path, for `afterDays` (S11): only starts that can still be too recent are kept. */
export class RecentStarts {
  /** Oldest first. */
  private readonly lastOn = new Map<string, CalendarDate>();
  private readonly days: number;

  constructor(reentry: Reentry) {
    this.days = reentry.kind === 'afterDays' ? reentry.days : 0;
  }

  note(subjectId: string, path: readonly string[], date: CalendarDate): void {
    if (this.days === 0) return;
    const key = keyOf(subjectId, path);
    this.lastOn.delete(key);
    this.lastOn.set(key, date);
  }

  of(subjectId: string): EntryHistory {
    return { lastStartOn: (path) => this.lastOn.get(keyOf(subjectId, path)) ?? null };
  }

  /** Forgets starts that no longer matter on a date; in the order of dates. */
  forgetBefore(date: CalendarDate): void {
    for (const [key, startedOn] of this.lastOn) {
      if (startsTooSoon(startedOn, date, this.days)) return;
      this.lastOn.delete(key);
    }
  }
}

const keyOf = (subjectId: string, path: readonly string[]): string => `${subjectId} ${path.join('>')}`;
