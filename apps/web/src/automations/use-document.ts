import type { AutomationSummary } from '@dunwell/contract';
import type { AutomationDocument, StepId } from '@dunwell/language';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** The document of a version, which never changes, or of the draft. */
export function useDocument(id: string, version: number | 'draft'): UseQueryResult<AutomationDocument> {
  const isDraft = version === 'draft';
  return useQuery({
    queryKey: ['automation', id, 'document', version],
    queryFn: async () => (await api.exportDocument(id, isDraft ? undefined : version)).document,
    ...(isDraft ? {} : { staleTime: Infinity }),
  });
}

/** What is shown of an automation unless somebody asks for something else. */
export const usualVersion = ({ liveVersion }: Pick<AutomationSummary, 'liveVersion'>): number | 'draft' =>
  liveVersion ?? 'draft';

/** How many problems each step of a draft has, as the server checks it for publishing. */
export function useProblems(
  document: AutomationDocument | undefined,
): ReadonlyMap<StepId, number> | undefined {
  const checked = useQuery({
    queryKey: ['automation', 'problems', document],
    enabled: document !== undefined,
    queryFn: () => api.validate({ document }),
  });
  if (!checked.data) return undefined;
  const counts = new Map<StepId, number>();
  for (const { step } of checked.data.problems) {
    if (step !== null) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return counts;
}
