import type { Money } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { useSession } from '../../app/session/use-session.js';
import { firstDate } from './first-date.js';

/** Whom the first date of a draft finds if nothing changes until then. */
export interface FirstRun {
  date: string;
  /** Those who would have entered on the day before: the backlog (S12). */
  backlog: { subjects: number; overdue: Money[] };
  /** Those who enter on the date itself. */
  entries: { subjects: number; overdue: Money[] };
}

/** Plays the first date of a draft, without any effect (S19). Only what runs on a schedule has one. */
export function useFirstRun(
  draft: AutomationDocument | undefined,
  revision: number,
): UseQueryResult<FirstRun | null> {
  const { now, workspace } = useSession();
  return useQuery({
    queryKey: ['first-run', draft?.name, revision, now],
    enabled: draft !== undefined,
    retry: false,
    queryFn: async ({ signal }) => {
      if (draft?.trigger.kind !== 'schedule') return null;
      const date = firstDate(draft.trigger, now, workspace.timeZone);
      for await (const line of api.backtest({ document: draft, from: date, to: date }, signal)) {
        if (line.kind !== 'totals') continue;
        return {
          date,
          backlog: line.before,
          entries: { subjects: line.entries, overdue: line.overdue },
        };
      }
      return null;
    },
  });
}
