import { AccountLink } from '../parts/account-link.js';
import type { Message, MessageFilter, MessageState } from '@dunwell/contract';
import { Pill, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api/client.js';
import { useAutomationNames } from '../api/use-automation-names.js';
import { usePages } from '../api/use-pages.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { useFormat } from '../format/use-format.js';
import { Chips } from '../parts/chips.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { SearchField } from '../parts/search-field.js';
import { TonePill } from '../parts/tone-pill.js';
import { MESSAGE_STATE } from './message-states.js';
import { MessageSheet } from './message-sheet.js';
import classes from './messages.module.css';

const PARAMS: ParamKinds<MessageFilter> = {
  account: 'text',
  audience: 'text',
  state: 'text',
  automationId: 'text',
  search: 'text',
};

/** The states one looks for by themselves; the others are rare and behind the list of all. */
const STATES = [
  'sent',
  'outbox',
  'queued',
  'heldBack',
  'uncertain',
  'needsAttention',
  'failed',
  'notSent',
] as const;

const CHOICES: readonly { value: MessageState | 'all'; label: string }[] = [
  { value: 'all', label: 'All' },
  ...STATES.map((value) => ({ value, label: MESSAGE_STATE[value].label })),
];

/** Every e-mail of an automation, sent or not, with what became of it. */
export function MessagesPage(): ReactElement {
  const [filter, change] = useFilter<MessageFilter>(PARAMS);
  const { nameOf } = useAutomationNames();
  const pages = usePages(['messages', filter], (cursor) => api.work.listMessages({ ...filter, cursor }));
  const [opened, open] = useOpened();
  return (
    <Page
      title="Messages"
      actions={
        <>
          <Select
            aria-label="To whom"
            w={140}
            data={[
              { value: 'customer', label: 'To customers' },
              { value: 'team', label: 'To the team' },
            ]}
            placeholder="To everybody"
            clearable
            value={filter.audience ?? null}
            onChange={(audience) =>
              change({ audience: audience === 'customer' || audience === 'team' ? audience : undefined })
            }
          />
          <SearchField
            label="Subject or address"
            value={filter.search}
            onChange={(search) => change({ search })}
          />
        </>
      }
      toolbar={
        <>
          <Chips
            label="What became of them"
            choices={CHOICES}
            value={filter.state ?? 'all'}
            onChange={(state) => change({ state: state === 'all' ? undefined : state })}
          />
          {filter.account !== undefined && (
            <Pill withRemoveButton onRemove={() => change({ account: undefined })}>
              Account {filter.account}
            </Pill>
          )}
          {filter.automationId !== undefined && (
            <Pill withRemoveButton onRemove={() => change({ automationId: undefined })}>
              {nameOf(filter.automationId)}
            </Pill>
          )}
        </>
      }
    >
      <Panel flush>
        <DataTable
          label="Messages"
          columns={useColumns()}
          pages={pages}
          keyOf={({ delivery }) => delivery}
          onOpen={({ delivery }) => open(delivery)}
          empty="No such message. Automations write them; here one sees each as it was sent."
        />
      </Panel>
      <MessageSheet delivery={opened} onClose={() => open(null)} />
    </Page>
  );
}

/** Which message is open, in the address, so that others can link to it. */
function useOpened(): [string | null, (delivery: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  return [
    search.get('message'),
    (delivery) =>
      setSearch((before) => {
        const after = new URLSearchParams(before);
        if (delivery === null) after.delete('message');
        else after.set('message', delivery);
        return after;
      }),
  ];
}

function useColumns(): Column<Message>[] {
  const format = useFormat();
  return [
    {
      id: 'subject',
      header: 'Subject',
      cell: ({ subject, isRendered }) => (
        <span className={isRendered ? classes.subject : classes.unrendered} title={subject}>
          {subject}
        </span>
      ),
      phone: 'title',
    },
    {
      id: 'account',
      header: 'Account',
      cell: ({ account, accountName }) => <AccountLink account={account} name={accountName} />,
      phone: 'detail',
    },
    { id: 'to', header: 'To', cell: ({ recipients }) => recipients?.join(', ') ?? 'not known yet' },
    {
      id: 'step',
      header: 'Step',
      cell: ({ automation, stepLabel }) => (
        <span className={classes.step} title={`${stepLabel}, ${automation}`}>
          {stepLabel}
        </span>
      ),
    },
    {
      id: 'state',
      header: 'State',
      cell: ({ state }) => <TonePill tone={MESSAGE_STATE[state].tone}>{MESSAGE_STATE[state].label}</TonePill>,
      phone: 'detail',
    },
    { id: 'at', header: 'When', align: 'right', cell: ({ at }) => format.instant(at), phone: 'amount' },
  ];
}
