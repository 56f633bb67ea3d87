import type { Journey, JourneyFilter } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
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
import { TonePill, type Tone } from '../parts/tone-pill.js';
import { waitingWords } from './waiting-words.js';

const PARAMS: ParamKinds<JourneyFilter> = {
  automationId: 'text',
  account: 'text',
  date: 'text',
  status: 'text',
};

type Status = Journey['status'];

const STATUS: Readonly<Record<Status, { label: string; tone: Tone }>> = {
  underWay: { label: 'Under way', tone: 'accent' },
  completed: { label: 'Completed', tone: 'success' },
  exited: { label: 'Left', tone: 'plain' },
  ended: { label: 'Ended', tone: 'plain' },
  superseded: { label: 'Superseded', tone: 'plain' },
  expired: { label: 'Expired', tone: 'warning' },
};

const CHOICES: readonly { value: Status | 'all'; label: string }[] = [
  { value: 'all', label: 'All' },
  ...Object.entries(STATUS).map(([value, { label }]) => ({ value: value as Status, label })),
];

/** Who went through which automation, the newest first. */
export function JourneysPage(): ReactElement {
  const [filter, change] = useFilter<JourneyFilter>(PARAMS);
  const { nameOf } = useAutomationNames();
  const pages = usePages(['automations', 'journeys', filter], (cursor) =>
    api.history.listJourneys({ ...filter, cursor }),
  );
  return (
    <Page
      title="Journeys"
      aside={filter.automationId !== undefined && nameOf(filter.automationId)}
      toolbar={
        <Chips
          label="Where they stand"
          choices={CHOICES}
          value={filter.status ?? 'all'}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
        />
      }
    >
      <Panel flush>
        <DataTable
          label="Journeys"
          columns={useColumns(nameOf)}
          pages={pages}
          keyOf={({ id }) => id}
          linkOf={({ id }) => `/journeys/${id}`}
          empty="Nobody is here. A journey begins when an account enters an automation."
        />
      </Panel>
    </Page>
  );
}

function useColumns(nameOf: (id: string) => string): Column<Journey>[] {
  const format = useFormat();
  return [
    {
      id: 'subject',
      header: 'Account',
      cell: ({ id, subject: { kind, key, account } }) => (
        <Link to={`/journeys/${id}`}>{kind === 'account' ? account : `${account}, ${key}`}</Link>
      ),
      phone: 'title',
    },
    {
      id: 'automation',
      header: 'Automation',
      cell: ({ automationId, version }) => `${nameOf(automationId)}, v${version}`,
      phone: 'detail',
    },
    { id: 'date', header: 'Entered for', cell: ({ date }) => format.date(date), phone: 'detail' },
    {
      id: 'status',
      header: 'State',
      cell: ({ status }) => <TonePill tone={STATUS[status].tone}>{STATUS[status].label}</TonePill>,
      phone: 'amount',
    },
    {
      id: 'waiting',
      header: 'Waits for',
      cell: ({ waiting }) => waitingWords(waiting, (instant) => format.instant(instant)),
    },
    { id: 'because', header: 'Because', cell: ({ endedBecause }) => endedBecause },
    { id: 'ended', header: 'Ended', cell: ({ endedAt }) => endedAt && format.instant(endedAt) },
  ];
}
