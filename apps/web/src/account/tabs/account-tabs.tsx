import type { AccountPage, RibbonBalance } from '@dunwell/contract';
import { Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { Panel } from '../../parts/panel.js';
import { HoldsTab } from './holds-tab.js';
import { InvoicesTab } from './invoices-tab.js';
import { MessagesTab } from './messages-tab.js';
import { PaymentsTab } from './payments-tab.js';
import classes from './tabs.module.css';
import { TasksTab } from './tasks-tab.js';

interface AccountTabsProps {
  page: AccountPage;
  /** undefined: on its way; null: they could not be read. */
  balances: readonly RibbonBalance[] | null | undefined;
}

/** What is owed, and everything that is kept about it; what is not looked at is not read. */
export function AccountTabs({ page, balances }: AccountTabsProps): ReactElement {
  const { account, invoices, holds } = page;
  const key = account.account;
  return (
    <Panel flush className={classes.panel}>
      <Tabs defaultValue="invoices" keepMounted={false} className={classes.tabs}>
        <Tabs.List className={classes.list}>
          <Tab value="invoices" label="Invoices" count={invoices.openCount} />
          <Tab value="payments" label="Payments" />
          <Tab value="holds" label="Holds" count={holds.length} />
          <Tab value="tasks" label="Tasks" />
          <Tab value="messages" label="Messages" />
        </Tabs.List>
        <Tabs.Panel value="invoices" className={classes.content}>
          <InvoicesTab page={page} balances={balances} />
        </Tabs.Panel>
        <Tabs.Panel value="payments" className={classes.content}>
          <PaymentsTab account={key} currency={account.currency} timeZone={account.timeZone} />
        </Tabs.Panel>
        <Tabs.Panel value="holds" className={classes.content}>
          <HoldsTab page={page} />
        </Tabs.Panel>
        <Tabs.Panel value="tasks" className={classes.content}>
          <TasksTab account={key} />
        </Tabs.Panel>
        <Tabs.Panel value="messages" className={classes.content}>
          <MessagesTab account={key} timeZone={account.timeZone} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}

function Tab({ value, label, count = 0 }: { value: string; label: string; count?: number }): ReactElement {
  return (
    <Tabs.Tab value={value} className={classes.tab}>
      {label}
      {count > 0 && <span className={classes.count}> {count}</span>}
    </Tabs.Tab>
  );
}
