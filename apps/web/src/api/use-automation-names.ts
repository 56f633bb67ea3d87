import { useQuery } from '@tanstack/react-query';
import { api } from './client.js';

/** As many as one page holds; a workspace has few automations. */
const MOST = 200;

interface AutomationNames {
  /** What an automation is called; its id until that is known. */
  nameOf: (id: string) => string;
  /** All of them, to choose from. */
  choices: { value: string; label: string }[];
}

/** The automations there are, by name; read when they are first needed. */
export function useAutomationNames(needed = true): AutomationNames {
  const { data } = useQuery({
    queryKey: ['automations', 'names'],
    queryFn: () => api.listAutomations({ limit: MOST }),
    enabled: needed,
  });
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  return {
    nameOf: (id) => names.get(id) ?? id,
    choices: [...names].map(([value, label]) => ({ value, label })),
  };
}
