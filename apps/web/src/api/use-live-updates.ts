import type { Counts, LiveTopic } from '@dunwell/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { COUNTS_KEY } from './use-counts.js';

/** What is read again when a topic has changed: queries whose key begins so. */
const TOUCHED: Readonly<Record<LiveTopic, readonly string[]>> = {
  accounts: ['overview', 'accounts', 'account', 'invoices', 'holds'],
  imports: ['imports'],
  automations: ['automations', 'automation', 'overview'],
  tasks: ['tasks', 'account'],
  messages: ['messages', 'account', 'attention', 'overview'],
  evaluations: ['automations', 'automation', 'evaluations', 'missed', 'attention', 'overview'],
};

/** Follows what changes on the server, for as long as the console is open. */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    source.addEventListener('counts', ({ data }: MessageEvent<string>) => {
      queryClient.setQueryData(COUNTS_KEY, JSON.parse(data) as Counts);
    });
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const { topics } = JSON.parse(data) as { topics: LiveTopic[] };
      const touched = new Set(topics.flatMap((topic) => TOUCHED[topic]));
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [first] }) => touched.has(String(first)),
      });
    });
    return () => source.close();
  }, [queryClient]);
}
