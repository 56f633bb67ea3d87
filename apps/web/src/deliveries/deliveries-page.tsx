import type { Delivery, DeliveryFilter, DeliveryStatus } from '@dunwell/contract';
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
import { GroupTile } from '../parts/group-tile.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { TonePill, type Tone } from '../parts/tone-pill.js';
import { kindWords } from '../words/action-kinds.js';
import { HELD_BECAUSE } from '../words/held-because.js';
import classes from './deliveries.module.css';

const PARAMS: ParamKinds<DeliveryFilter> = {
  status: 'text',
  account: 'text',
  automationId: 'text',
  kind: 'text',
  heldBack: 'flag',
  problemCode: 'text',
  finishedOn: 'text',
};

const STATUS: Readonly<Record<DeliveryStatus, { label: string; tone: Tone }>> = {
  due: { label: 'Waiting', tone: 'accent' },
  claimed: { label: 'Being done', tone: 'accent' },
  sending: { label: 'Being sent', tone: 'accent' },
  accepted: { label: 'Outcome to follow', tone: 'accent' },
  done: { label: 'Done', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  needsAttention: { label: 'Needs attention', tone: 'warning' },
  uncertain: { label: 'Uncertain', tone: 'warning' },
  ended: { label: 'Not done', tone: 'plain' },
};

const CHOICES: readonly { value: DeliveryStatus | 'all'; label: string }[] = [
  { value: 'all', label: 'All' },
  ...(['due', 'accepted', 'done', 'failed', 'needsAttention', 'uncertain', 'ended'] as const).map(
    (value) => ({
      value,
      label: STATUS[value].label,
    }),
  ),
];

/** What the steps of automations do, one by one. */
export function DeliveriesPage(): ReactElement {
  const [filter, change] = useFilter<DeliveryFilter>(PARAMS);
  const { nameOf } = useAutomationNames();
  const format = useFormat();
  const pages = usePages(['messages', 'deliveries', filter], (cursor) =>
    api.history.listDeliveries({ ...filter, cursor }),
  );
  const narrowed = [
    filter.automationId !== undefined && nameOf(filter.automationId),
    filter.kind !== undefined && kindWords(filter.kind).many,
    filter.heldBack === true && 'held back',
    filter.finishedOn !== undefined && `on ${format.date(filter.finishedOn)}`,
  ].filter((words) => words !== false);
  return (
    <Page
      title="Deliveries"
      aside={narrowed.join(', ')}
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
          label="Deliveries"
          columns={useColumns(nameOf)}
          pages={pages}
          keyOf={({ key }) => key}
          linkOf={({ journeyId }) => `/journeys/${journeyId}`}
          empty="Nothing is here. Steps of automations show up as soon as somebody reaches them."
        />
      </Panel>
    </Page>
  );
}

function useColumns(nameOf: (id: string) => string): Column<Delivery>[] {
  const format = useFormat();
  return [
    {
      id: 'kind',
      header: 'What',
      cell: ({ kind, step, provider }) => {
        const { group, icon, one } = kindWords(kind);
        return (
          <span className={classes.what}>
            <GroupTile group={group} icon={icon} />
            {one}, {step}
            {provider === 'practice' && <TonePill tone="plain">Practice</TonePill>}
          </span>
        );
      },
      phone: 'title',
    },
    {
      id: 'account',
      header: 'Account',
      cell: ({ account, journeyId }) => <Link to={`/journeys/${journeyId}`}>{account}</Link>,
      phone: 'detail',
    },
    {
      id: 'automation',
      header: 'Automation',
      cell: ({ automationId }) => nameOf(automationId),
      phone: 'detail',
    },
    {
      id: 'status',
      header: 'State',
      cell: ({ status }) => <TonePill tone={STATUS[status].tone}>{STATUS[status].label}</TonePill>,
      phone: 'amount',
    },
    {
      id: 'because',
      header: 'Because',
      cell: ({ heldBecause, problem }) => problem ?? (heldBecause && HELD_BECAUSE[heldBecause]),
    },
    {
      id: 'at',
      header: 'When',
      cell: ({ finishedAt, dueAt }) => {
        const at = finishedAt ?? dueAt;
        return at && format.instant(at);
      },
    },
  ];
}
