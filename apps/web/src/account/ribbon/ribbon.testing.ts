import type { AccountRibbon, RibbonDay, RibbonMovement } from '@dunwell/contract';
import { addDays, daysBetween } from '../../format/calendar.js';

export const TODAY = '2026-11-24';

interface Streak {
  from: string;
  to: string;
  /** Which day of the streak `from` is; 1 when absent. */
  day?: number;
}

/** A ribbon of some weeks around today with these streaks. */
export function ribbonWith(streaks: readonly Streak[], more: Partial<AccountRibbon> = {}): AccountRibbon {
  const from = more.from ?? '2026-10-26';
  const to = more.to ?? '2026-12-24';
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index): RibbonDay => {
    const date = addDays(from, index);
    const streak = streaks.find((each) => date >= each.from && date <= each.to);
    const streakDay = streak ? daysBetween(streak.from, date) + (streak.day ?? 1) : null;
    return { date, streakDay, overdue: streakDay === null ? 0 : 8_900 };
  });
  return {
    account: 'A',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    today: TODAY,
    from,
    to,
    days,
    movements: [],
    holds: [],
    done: [],
    planned: [],
    automations: [],
    balances: [],
    sentence: 'A sentence.',
    ...more,
  };
}

/** Something that moved the overdue balance. */
export function movement(
  change: Partial<RibbonMovement> & Pick<RibbonMovement, 'effect' | 'causes'>,
): RibbonMovement {
  const date = change.date ?? '2026-11-11';
  return {
    at: `${date}T09:00:00Z`,
    date,
    before: 0,
    after: 8_900,
    streakDay: 1,
    ifNothingChanges: date > TODAY,
    ...change,
  };
}
