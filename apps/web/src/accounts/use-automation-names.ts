import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** How many automations are offered to choose from. */
const MOST = 100;

/** The automations there are, by name; read when they are first needed. */
export function useAutomationNames(needed: boolean): { value: string; label: string }[] {
  const automations = useQuery({
    queryKey: ['automations', 'names'],
    queryFn: () => api.listAutomations({ limit: MOST }),
    enabled: needed,
  });
  return (automations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
