import type { ReactElement } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { writeParams } from '../format/search-params.js';
import { Page } from '../parts/page.js';
import { ViewsMenu } from '../parts/views/views-menu.js';
import { PAST_DUE, type ListQuery } from './account-query.js';
import { AccountsList } from './accounts-list.js';
import { AccountsToolbar } from './accounts-toolbar.js';
import { ExportButton } from './export-button.js';
import { FilterButton } from './filter-button.js';
import { useAccountQuery } from './use-account-query.js';

export function AccountsPage(): ReactElement {
  const [search] = useSearchParams();
  // Whoever asks for nothing sees those they came for; the address says so, and "All" is another address.
  if (search.size === 0) return <Navigate to={{ search: writeParams(PAST_DUE).toString() }} replace />;
  return <Accounts />;
}

function Accounts(): ReactElement {
  const [query, change] = useAccountQuery();
  return (
    <Page
      title="Accounts"
      actions={
        <>
          <ViewsMenu
            current={{ screen: 'accounts', query }}
            onChoose={(chosen) => change(chosen as ListQuery)}
          />
          <FilterButton query={query} onChange={change} />
          <ExportButton query={query} />
        </>
      }
      toolbar={<AccountsToolbar query={query} onChange={change} />}
    >
      {/* Another list: what was selected in the last one is not meant. */}
      <AccountsList key={writeParams(query).toString()} query={query} onChange={change} />
    </Page>
  );
}
