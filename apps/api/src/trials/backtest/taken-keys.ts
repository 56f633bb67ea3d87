import type { Reentry } from '@dunwell/language';

/**
 * The entry keys taken in one run (S11), kept per subject and without what can never be asked for again: keys that
 * name their date, and keys of a streak that is over, since a streak that has ended does not come back.
 */
export class TakenKeys {
  private readonly bySubject = new Map<string, string[]>();

  constructor(private readonly reentry: Reentry) {}

  has(subjectId: string, key: string): boolean {
    return this.bySubject.get(subjectId)?.includes(key) ?? false;
  }

  /** Takes a key; false when it is taken already. */
  take(subjectId: string, key: string): boolean {
    if (this.reentry.kind === 'everyMatch' || this.reentry.kind === 'afterDays') return true;
    const own = this.bySubject.get(subjectId) ?? [];
    if (own.includes(key)) return false;
    const streak = streakOf(key);
    const kept = streak === null ? own : own.filter((other) => streakOf(other) === streak);
    this.bySubject.set(subjectId, [...kept, key]);
    return true;
  }
}

/** `subject=…/streak=…/…`: the part that names the streak, or null where the key belongs to none. */
function streakOf(key: string): string | null {
  const [, second] = key.split('/', 2);
  return second?.startsWith('streak=') ? second : null;
}
