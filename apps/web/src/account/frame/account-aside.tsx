import type { AccountPage } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { zoneName } from '../../format/dates.js';

/** What tells one account from another of the same name: its key, its zone, what it subscribes to. */
export function AccountAside({ page }: { page: AccountPage }): ReactElement {
  const { account, subscriptions } = page;
  const plans = subscriptions.filter(isActive).map(({ plan, key }) => plan ?? key);
  return (
    <>
      {[account.name === null ? null : account.account, zoneName(account.timeZone), plans.join(', ')]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}

/** S9: a subscription counts as active while it is paid for, tried out or past due. */
const ACTIVE: ReadonlySet<string> = new Set(['active', 'trialing', 'pastDue']);

const isActive = ({ status }: { status: string }): boolean => ACTIVE.has(status);
