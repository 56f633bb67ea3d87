import type { Counts } from '@dunwell/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from './client.js';

export const COUNTS_KEY = ['counts'] as const;

/** The figures beside the places of the navigation; live updates replace them. */
export function useCounts(): Counts | undefined {
  return useQuery({ queryKey: COUNTS_KEY, queryFn: () => api.live.counts() }).data;
}
