import type { Limits, Reentry, ScheduleTrigger, Trigger } from '../document/document.js';
import type { CatalogueContext } from '../fields/catalogue.js';
import { findEvent } from '../triggers/events.js';
import { enumerate, quantity } from './quantity.js';
import { plain, type Token } from './token.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const LAST_DAY = 31;

/** A schedule in words: "day at 09:00", "Monday at 09:00", "month on day 1 at 09:00". */
export const scheduleWords = (schedule: ScheduleTrigger): string =>
  `${SCHEDULES[schedule.every](schedule)} at ${schedule.at}`;

const SCHEDULES: Readonly<Record<ScheduleTrigger['every'], (schedule: ScheduleTrigger) => string>> = {
  day: () => 'day',
  week: ({ weekday = 1 }) => WEEKDAYS[weekday - 1] ?? 'week',
  month: ({ dayOfMonth = 1 }) => `month on ${dayOfMonth === LAST_DAY ? 'the last day' : `day ${dayOfMonth}`}`,
};

/** How the sentence begins: "Every day at 09:00", "When a payment fails", "When started by hand". */
export function triggerWords(trigger: Trigger, context: CatalogueContext): Token[] {
  const token = (text: string): Token => ({ text, kind: 'trigger', ref: { step: null, path: 'trigger' } });
  switch (trigger.kind) {
    case 'schedule':
      return [plain('Every '), token(scheduleWords(trigger))];
    case 'event': {
      const event = findEvent(trigger.event, context.customEvents);
      return [plain('When '), token(event?.words ?? `the event “${trigger.event}” arrives`)];
    }
    case 'manual':
      return [plain('When '), token('started by hand')];
  }
}

/** When a subject may enter again (S11): "once per streak". */
export function reentryWords(reentry: Reentry): string {
  switch (reentry.kind) {
    case 'oncePerStreak':
      return 'once per streak';
    case 'once':
      return 'once';
    case 'everyMatch':
      return 'at every match';
    case 'afterDays':
      return `again after ${quantity(reentry.days, 'day')}`;
  }
}

/** Limits in short sentences: "Mon–Fri, 08:00–18:00", "No public holidays". */
export function limitWords({ sendWindow, skipHolidays, maxEntriesPerRun }: Limits): string[] {
  const words: string[] = [];
  if (sendWindow) words.push(`${weekdayWords(sendWindow.weekdays)}, ${sendWindow.from}–${sendWindow.to}`);
  if (skipHolidays) words.push('No public holidays');
  if (maxEntriesPerRun !== undefined) words.push(`At most ${maxEntriesPerRun} entries per run`);
  return words;
}

function weekdayWords(weekdays: readonly number[]): string {
  const days = [...weekdays].sort((a, b) => a - b);
  const [first = 1, last = 1] = [days.at(0), days.at(-1)];
  const name = (day: number) => WEEKDAYS[day - 1]?.slice(0, 3) ?? '…';
  const isRange = days.length > 2 && last - first === days.length - 1;
  return isRange ? `${name(first)}–${name(last)}` : enumerate(days.map(name), 'and');
}
