import type { AutomationStatus, AutomationSummary } from '@dunwell/contract';

/** In the order of a list: what works first, what is over last. */
export const STATUSES: readonly AutomationStatus[] = ['live', 'paused', 'draft', 'archived'];

export const STATUS_WORDS: Readonly<Record<AutomationStatus, string>> = {
  live: 'Live',
  paused: 'Paused',
  draft: 'Draft',
  archived: 'Archived',
};

interface Choice {
  status?: AutomationStatus;
  /** Words of which each is to be found in the name or the sentence. */
  q?: string;
}

type Named = Pick<AutomationSummary, 'name' | 'status' | 'sentence'>;

/** The automations of a filter, by status and then as they were created. */
export function chooseSummaries<T extends Named>(summaries: readonly T[], { status, q = '' }: Choice): T[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return summaries
    .filter((summary) => status === undefined || summary.status === status)
    .filter(({ name, sentence }) => {
      const text = `${name} ${sentence}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status));
}

/** How many there are of each status. */
export const countByStatus = (summaries: readonly Named[]): Record<AutomationStatus, number> =>
  Object.fromEntries(
    STATUSES.map((status) => [status, summaries.filter((summary) => summary.status === status).length]),
  ) as Record<AutomationStatus, number>;
