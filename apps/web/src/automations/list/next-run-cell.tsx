import type { AutomationSummary } from '@dunwell/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useFormat } from '../../format/use-format.js';
import { nextRunWords } from './next-run-words.js';
import classes from './automations.module.css';

/** Whom a run would reach is asked for again after this long only: the answer takes a look at every account. */
const REACH_STALE_AFTER = 10 * 60_000;

/** How many the next run of a live automation on a schedule would let in; undefined while nobody can say. */
export function useReach({ id, status, liveVersion, nextRuns }: AutomationSummary): number | undefined {
  const reach = useQuery({
    queryKey: ['next-run', id, liveVersion],
    queryFn: () => api.runs.getNextRun(id),
    enabled: status === 'live' && nextRuns.length > 0,
    staleTime: REACH_STALE_AFTER,
  });
  return reach.data?.total.subjects;
}

/** When it runs next and how many would enter. */
export function NextRunCell({ automation }: { automation: AutomationSummary }): ReactElement {
  const { title, detail } = nextRunWords(automation, useFormat());
  const reach = useReach(automation);
  return (
    <div className={classes.nextRun}>
      <div>{title}</div>
      <div className={classes.quiet}>
        {reach === undefined ? detail : `${reach.toLocaleString()} would enter`}
      </div>
    </div>
  );
}
