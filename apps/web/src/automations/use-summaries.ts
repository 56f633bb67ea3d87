import type { AutomationSummary } from '@dunwell/contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** How many are read at once; a workspace has tens of automations. */
const AT_ONCE = 200;

/** Every automation with its sentence and its figures: they are counted and searched here. */
export const useSummaries = (): UseQueryResult<AutomationSummary[]> =>
  useQuery({ queryKey: ['automations', 'summaries'], queryFn: readAll });

async function readAll(): Promise<AutomationSummary[]> {
  const summaries: AutomationSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.runs.listSummaries({ limit: AT_ONCE, cursor });
    summaries.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return summaries;
}

/** One automation with its figures. */
export const useSummary = (id: string): UseQueryResult<AutomationSummary> =>
  useQuery({ queryKey: ['automation', id, 'summary'], queryFn: () => api.runs.getSummary(id) });
