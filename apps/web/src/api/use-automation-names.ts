import { useQuery } from '@tanstack/react-query';
import { api } from './client.js';

/** As many as one page holds; a workspace has few automations. */
const MOST = 200;

/** What automations are called, by id; the id itself until it is known. */
export function useAutomationNames(): (id: string) => string {
  const { data } = useQuery({
    queryKey: ['automations', 'names'],
    queryFn: () => api.listAutomations({ limit: MOST }),
  });
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
