import type { CalendarDate, Instant } from '../calendar/types.js';
import type { AccountStreak } from './account-timeline.js';

/** Collects the unbroken times during which something was overdue (S4). */
export class StreakLog {
  readonly streaks: AccountStreak[] = [];

  constructor(private readonly dateOf: (instant: Instant) => CalendarDate) {}

  /** Takes in the state from an instant on: the first overdue one opens a streak, the first other one ends it. */
  note(at: Instant, overdue: boolean): void {
    const current = this.current;
    if (overdue && current === null) {
      this.streaks.push({ openedAt: at, endedAt: null, openedOn: this.dateOf(at), endedOn: null });
    } else if (!overdue && current !== null) {
      current.endedAt = at;
      current.endedOn = this.dateOf(at);
    }
  }

  get current(): AccountStreak | null {
    const last = this.streaks.at(-1);
    return last?.endedAt === null ? last : null;
  }

  get currentIndex(): number | null {
    return this.current === null ? null : this.streaks.length - 1;
  }
}
