import { HISTORY_GROUPS, type HistoryGroup } from '@dunwell/contract';
import { Menu, UnstyledButton } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { Panel } from '../../parts/panel.js';
import { ScrollList } from '../../parts/scroll-list.js';
import { HistoryLine } from './history-line.js';
import classes from './history.module.css';

const GROUPS: Readonly<Record<HistoryGroup, string>> = {
  billing: 'Billing',
  decisions: 'Decisions',
  messages: 'Messages',
  tasks: 'People',
};

interface HistoryPanelProps {
  /** The account's key, its currency and its zone. */
  account: string;
  currency: string;
  timeZone: string;
}

/** One history for finance and support: facts, decisions with their reasons, messages, and who did what. */
export function HistoryPanel({ account, currency, timeZone }: HistoryPanelProps): ReactElement {
  const [group, setGroup] = useState<HistoryGroup | undefined>();
  const pages = usePages(['account', account, 'history', group ?? 'all'], (cursor) =>
    api.accounts.getHistory(account, { group, cursor }),
  );
  const chosen = group === undefined ? 'Everything' : GROUPS[group];
  return (
    <Panel
      title="History"
      className={classes.panel}
      aside={
        <Menu>
          <Menu.Target>
            <UnstyledButton className={classes.choose} aria-label={`Show ${chosen}`}>
              {chosen} <ChevronDown size={14} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {[undefined, ...HISTORY_GROUPS].map((each) => (
              <Menu.Item
                key={each ?? 'all'}
                rightSection={each === group ? <Check size={14} aria-label="current" /> : null}
                onClick={() => setGroup(each)}
              >
                {each === undefined ? 'Everything' : GROUPS[each]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
      flush
    >
      <ScrollList
        label="History"
        pages={pages}
        keyOf={({ id }) => id}
        empty={group === undefined ? 'Nothing has happened yet.' : `Nothing of this kind has happened yet.`}
        className={classes.list}
      >
        {(entry) => <HistoryLine entry={entry} currency={currency} timeZone={timeZone} />}
      </ScrollList>
    </Panel>
  );
}
