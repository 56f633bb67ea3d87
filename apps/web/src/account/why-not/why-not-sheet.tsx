import type { AccountPage } from '@dunwell/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { QueryState } from '../../parts/query-state.js';
import { SideSheet } from '../../parts/side-sheet.js';
import { EmptyState } from '../../parts/states.js';
import { AutomationAnswer } from './automation-answer.js';
import classes from './why-not.module.css';

interface WhyNotSheetProps {
  page: AccountPage;
  opened: boolean;
  onClose: () => void;
}

/** Why this customer does not get it: each live automation, condition by condition, and the date on which they would. */
export function WhyNotSheet({ page, opened, onClose }: WhyNotSheetProps): ReactElement {
  const { account: key, name } = page.account;
  const answer = useQuery({
    queryKey: ['account', key, 'why-not'],
    queryFn: () => api.accounts.whyNot(key),
    enabled: opened,
  });
  return (
    <SideSheet title={`Why not ${name ?? key}?`} opened={opened} onClose={onClose}>
      <QueryState query={answer}>
        {({ automations }) =>
          automations.length === 0 ? (
            <EmptyState>No automation is live, so that nobody is entered anywhere.</EmptyState>
          ) : (
            <div className={classes.answers}>
              {automations.map((automation) => (
                <AutomationAnswer key={automation.automation.id} answer={automation} page={page} />
              ))}
            </div>
          )
        }
      </QueryState>
    </SideSheet>
  );
}
