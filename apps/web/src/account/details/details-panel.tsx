import type { AccountPage, AccountRibbon } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { Panel } from '../../parts/panel.js';
import { Skeleton } from '@mantine/core';
import classes from './details.module.css';
import { AccountDetails, MoreDetails } from './account-details.js';
import { AutomationsList } from './automations-list.js';
import { PaymentMethods, Subscriptions } from './plans-and-cards.js';

interface DetailsPanelProps {
  page: AccountPage;
  /** undefined: on its way; null: it could not be read. */
  ribbon: AccountRibbon | null | undefined;
}

/** Who it is, what each automation will do about them, what they subscribe to and how they pay. */
export function DetailsPanel({ page, ribbon }: DetailsPanelProps): ReactElement {
  return (
    <Panel title="Details" flush className={classes.panel}>
      <div className={classes.scroll} role="region" aria-label="Details" tabIndex={0}>
        <AccountDetails page={page} />
        {ribbon !== null && (
          <section className={classes.section}>
            <h3>Automations</h3>
            {ribbon ? (
              <AutomationsList automations={ribbon.automations} />
            ) : (
              <Skeleton height={40} radius={6} />
            )}
          </section>
        )}
        <Subscriptions subscriptions={page.subscriptions} />
        <PaymentMethods methods={page.paymentMethods} today={page.account.today} />
        <MoreDetails account={page.account} />
      </div>
    </Panel>
  );
}
