import type { AccountPage as OneAccount } from '@dunwell/contract';
import { ProblemError } from '@dunwell/contract';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.js';
import classes from './account.module.css';
import { AccountActions } from './frame/account-actions.js';
import { AccountAside } from './frame/account-aside.js';
import { DetailsPanel } from './details/details-panel.js';
import { HistoryPanel } from './history/history-panel.js';
import { Initials } from '../parts/initials.js';
import { RibbonPanel } from './ribbon/ribbon-panel.js';
import { AccountTabs } from './tabs/account-tabs.js';

/** One account: what is overdue and since when, what comes next, and everything that happened. */
export function AccountPage(): ReactElement {
  const { key = '' } = useParams();
  const page = useQuery({
    queryKey: ['account', key, 'page'],
    queryFn: () => api.accounts.getPage(key),
  });
  if (page.data) return <Account key={key} page={page.data} />;
  return (
    <Page title={key}>
      {isUnknown(page.error) ? (
        <EmptyState
          action={
            <Button component={Link} to="/accounts" variant="default">
              Go to the accounts
            </Button>
          }
        >
          There is no account {key} here. Its key may be mistyped, or belong to another workspace.
        </EmptyState>
      ) : page.error ? (
        <ErrorState error={page.error} retry={() => void page.refetch()} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function Account({ page }: { page: OneAccount }): ReactElement {
  const { account } = page;
  const { account: key, name, currency, timeZone } = account;
  const ribbon = useQuery({
    queryKey: ['account', key, 'ribbon'],
    queryFn: () => api.accounts.getRibbon(key),
  });
  const read = ribbon.error && !ribbon.data ? null : ribbon.data;
  return (
    <Page
      title={name ?? key}
      leading={<Initials name={name ?? key} />}
      aside={<AccountAside page={page} />}
      actions={<AccountActions page={page} />}
    >
      <QueryState query={ribbon} loading={<RibbonWaiting />}>
        {(data) => <RibbonPanel page={page} ribbon={data} />}
      </QueryState>
      <div className={classes.columns}>
        <DetailsPanel page={page} ribbon={read} />
        <AccountTabs page={page} balances={read === null ? null : read?.balances} />
        <HistoryPanel account={key} currency={currency} timeZone={timeZone} />
      </div>
    </Page>
  );
}

const isUnknown = (error: Error | null): boolean =>
  error instanceof ProblemError && error.details.status === 404;

/** As high as the ribbon, so that nothing jumps when it comes. */
function RibbonWaiting(): ReactElement {
  return (
    <Panel className={classes.ribbonWaiting}>
      <Skeleton height={30} width={280} radius={4} />
      <Skeleton height={34} mt={62} radius={6} />
      <Skeleton height={14} mt={76} radius={4} />
    </Panel>
  );
}

function Waiting(): ReactElement {
  return (
    <>
      <RibbonWaiting />
      <div className={classes.columns}>
        {['details', 'invoices', 'history'].map((each) => (
          <Panel key={each}>
            <LoadingRows rows={7} />
          </Panel>
        ))}
      </div>
    </>
  );
}
