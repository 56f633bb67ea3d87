import type { ListedAccount } from '@dunwell/contract';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { accountPath } from '../parts/account-link.js';
import { DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { EmptyState } from '../parts/states.js';
import { COLUMNS, PHONE_COLUMNS } from './account-columns.js';
import { filterOf, quickFilterOf, withQuickFilter, type ListQuery } from './account-query.js';
import { BulkBar } from './bulk/bulk-bar.js';
import { NOTHING_SELECTED, type Selected } from './bulk/selected.js';
import classes from './accounts.module.css';
import { TotalsLine } from './totals-line.js';

interface AccountsListProps {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
}

/** The accounts of a query, what they owe together, and what is done to those selected. */
export function AccountsList({ query, onChange }: AccountsListProps): ReactElement {
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [selected, select] = useState<Selected>(NOTHING_SELECTED);
  const filter = filterOf(query);
  const pages = usePages(['accounts', 'list', query], (cursor) =>
    api.accounts.list({ ...query, include: 'ribbon', cursor }),
  );
  const totals = useQuery({
    queryKey: ['accounts', 'totals', filter],
    queryFn: () => api.accounts.totals(filter),
  });
  const all = pages.items?.map(keyOf) ?? [];
  return (
    <Panel flush className={classes.list}>
      <div className={classes.frame}>
        <TotalsLine query={query} totals={totals.data} onChange={onChange} />
        <div className={classes.rows}>
          <DataTable
            label="Accounts"
            columns={isPhone ? PHONE_COLUMNS : COLUMNS}
            pages={pages}
            keyOf={keyOf}
            linkOf={(row) => accountPath(row.account)}
            selection={{
              keys: selected.whole ? new Set(all) : selected.keys,
              change: (keys) => select({ keys, whole: false }),
            }}
            empty={<NoAccounts query={query} onChange={onChange} />}
          />
        </div>
        <BulkBar
          selected={selected}
          shown={all.length}
          filter={filter}
          matching={totals.data?.accounts}
          onSelect={select}
        />
      </div>
    </Panel>
  );
}

const keyOf = ({ account }: ListedAccount): string => account;

function NoAccounts({ query, onChange }: AccountsListProps): ReactElement {
  const searched = query.q !== undefined && quickFilterOf(query) !== 'all';
  if (searched) {
    return (
      <EmptyState
        action={
          <Button variant="default" onClick={() => onChange({ q: query.q })}>
            Look among all accounts
          </Button>
        }
      >
        None of these accounts has “{query.q}” in its name, key, email or tags.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Button variant="default" onClick={() => onChange(withQuickFilter({}, 'all'))}>
          Show all accounts
        </Button>
      }
    >
      {query.pastDue ? 'Nobody here is past due.' : 'No account fits this filter.'}
    </EmptyState>
  );
}
