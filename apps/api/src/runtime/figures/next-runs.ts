import type { ScheduledRun } from '@dunwell/contract';
import { scheduledInstant } from '@dunwell/engine';
import type { Trigger } from '@dunwell/language';
import { firstDateAfter } from '../evaluation/due-dates.js';

/** When a schedule runs next in each zone, the earliest first; nothing else runs by itself at a known time. */
export function nextRuns(trigger: Trigger, zones: readonly string[], now: Date): ScheduledRun[] {
  if (trigger.kind !== 'schedule') return [];
  return zones
    .map((timeZone) => {
      const date = firstDateAfter(trigger, timeZone, now.getTime());
      return { timeZone, date, at: new Date(scheduledInstant(trigger, date, timeZone)).toISOString() };
    })
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}
