import { useMemo } from 'react';
import { useSession } from '../app/session/use-session.js';
import { formatDate, formatDay, formatInstant } from './dates.js';

export interface Format {
  /** Business date of today in the workspace's zone. */
  today: string;
  timeZone: string;
  date: (date: string) => string;
  day: (date: string) => string;
  /** In a zone; the workspace's if none is given. */
  instant: (instant: string, timeZone?: string) => string;
}

/** Dates as this workspace's today makes them read. */
export function useFormat(): Format {
  const { today, workspace } = useSession();
  const { timeZone } = workspace;
  return useMemo(
    () => ({
      today,
      timeZone,
      date: (date) => formatDate(date, { today }),
      day: (date) => formatDay(date, { today }),
      instant: (instant, zone = timeZone) => formatInstant(instant, zone, { today }),
    }),
    [today, timeZone],
  );
}
