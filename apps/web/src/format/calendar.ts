const DAY = 86_400_000;

/** The date so many days after another, or before it. Dates are text (YYYY-MM-DD) and have no zone. */
export function addDays(date: string, days: number): string {
  return dateOf(epochDay(date) + days);
}

/** How many days lie between two dates; negative where the second comes first. */
export function daysBetween(from: string, to: string): number {
  return epochDay(to) - epochDay(from);
}

/** 1 (Monday) to 7. */
export function weekdayOf(date: string): number {
  // 1 January 1970 was a Thursday.
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

const epochDay = (date: string): number => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
};

const dateOf = (epochDay: number): string => new Date(epochDay * DAY).toISOString().slice(0, 10);
