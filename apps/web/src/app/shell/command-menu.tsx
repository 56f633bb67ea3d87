import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { accountPath } from '../../parts/account-link.js';
import { ALL_PLACES } from './navigation.js';

/** How many accounts are offered. */
const MOST = 8;

/** Ctrl K: every place, and every account by name, key, email or tag. */
export function CommandMenu(): ReactElement {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 150);
  const accounts = useQuery({
    queryKey: ['accounts', 'find', asked],
    queryFn: () => api.accounts.list({ q: asked, limit: MOST }),
    enabled: asked.length > 1,
  });
  const places = ALL_PLACES.map(({ label, path, icon: Icon }): SpotlightActionData => ({
    id: path,
    label,
    leftSection: <Icon size={16} aria-hidden />,
    onClick: () => void navigate(path),
  }));
  const found = (accounts.data?.items ?? []).map(({ account, name, email }): SpotlightActionData => ({
    id: `account ${account}`,
    label: name ?? account,
    description: [account, email].filter(Boolean).join(' · '),
    // It was found by the server, by more than what is shown.
    keywords: query,
    onClick: () => void navigate(accountPath(account)),
  }));
  const groups: SpotlightActionGroupData[] = [{ group: 'Go to', actions: places }];
  if (found.length > 0) groups.push({ group: 'Accounts', actions: found });
  return (
    <Spotlight
      shortcut={['mod + K']}
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      nothingFound={accounts.isFetching ? 'Looking …' : 'Nothing has this name, key, email or tag.'}
      searchProps={{
        leftSection: <Search size={16} />,
        placeholder: 'Find an account or a page',
        'aria-label': 'Find an account or a page',
      }}
      highlightQuery
      scrollable
      maxHeight={420}
    />
  );
}
