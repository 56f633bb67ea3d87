import type { ReactElement } from 'react';
import { useCounts } from '../api/use-counts.js';
import { Chips } from '../parts/chips.js';
import { SearchField } from '../parts/search-field.js';
import {
  QUICK_FILTERS,
  quickFilterOf,
  withQuickFilter,
  type ListQuery,
  type QuickFilter,
} from './account-query.js';
import classes from './accounts.module.css';
import { FilterPills } from './filter-pill-list.js';

interface ToolbarProps {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
}

/** What narrows the list: a search, one of a few quick filters, and everything else. */
export function AccountsToolbar({ query, onChange }: ToolbarProps): ReactElement {
  const counts = useCounts();
  const choices = QUICK_FILTERS.map(({ value, label }) => ({
    value,
    label,
    count: value === 'pastDue' ? counts?.pastDueAccounts : undefined,
  }));
  return (
    <>
      <SearchField
        className={classes.search}
        label="Name, key, email or tag"
        value={query.q}
        onChange={(q) => onChange({ ...query, q })}
      />
      <div className={classes.chips}>
        <Chips<QuickFilter | 'none'>
          label="Which accounts"
          choices={choices}
          value={quickFilterOf(query) ?? 'none'}
          onChange={(chosen) => {
            if (chosen !== 'none') onChange(withQuickFilter(query, chosen));
          }}
        />
      </div>
      <FilterPills query={query} onChange={onChange} />
    </>
  );
}
