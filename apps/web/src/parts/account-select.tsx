import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';

const MOST = 20;
const SEARCH_AFTER = 150;

/** An account, found by name, key, email or tag; its value is the account's key. */
export function AccountSelect(
  props: Omit<SelectProps, 'data' | 'searchValue' | 'onSearchChange'>,
): ReactElement {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), SEARCH_AFTER);
  const found = useQuery({
    queryKey: ['accounts', 'find', asked],
    queryFn: () => api.accounts.list({ ...(asked !== '' && { q: asked }), limit: MOST }),
    placeholderData: keepPreviousData,
  });
  const data = (found.data?.items ?? []).map(({ account, name }) => ({
    value: account,
    label: name === null ? account : `${name} · ${account}`,
  }));
  return (
    <Select
      {...props}
      searchable
      placeholder="Name, key, email or tag"
      // The server has filtered, by more than the label.
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={found.isFetching ? 'Looking …' : 'No such account.'}
      data={data}
    />
  );
}
