import type { AttentionFilter, AttentionItem } from '@dunwell/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { formatMoney } from '../format/money.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { useFormat, type Format } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import { DataTable, type Column } from '../parts/data-table.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { QueryState } from '../parts/query-state.js';
import { EmptyState } from '../parts/states.js';
import { AttentionGroups } from './attention-groups.js';
import { ATTENTION_KIND_WORDS } from './attention-words.js';
import classes from './attention.module.css';
import { DecideMany } from './decide-many.js';
import { DecideOne } from './decide-one.js';

const KINDS: ParamKinds<Required<AttentionFilter>> = {
  kind: 'text',
  code: 'text',
  automationId: 'text',
  step: 'text',
  account: 'text',
};

const nameOf = ({ account, words }: AttentionItem): string => account?.name ?? account?.key ?? words;

/** What does not go on by itself: much of the same together, and each with what can be done about it. */
export function AttentionPage(): ReactElement {
  const [filter, change] = useFilter(KINDS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const format = useFormat();
  const groups = useQuery({
    queryKey: ['attention', 'groups'],
    queryFn: async () => (await api.work.listAttentionGroups()).groups,
  });
  const items = usePages(['attention', 'list', filter], (cursor) =>
    api.work.listAttention({ ...filter, cursor }),
  );
  const narrow = (to: AttentionFilter): void => {
    setChosen(new Set());
    change(to, { replaceAll: true });
  };
  const rows = items.items ?? [];
  return (
    <Page title="Needs attention" aside="Does not go on by itself: somebody has to decide.">
      <div className={classes.columns}>
        <Panel title="By reason" flush>
          <QueryState query={groups}>
            {(read) => <AttentionGroups groups={read} filter={filter} onChoose={narrow} />}
          </QueryState>
        </Panel>
        <Panel
          flush
          bar={
            groups.data?.length === 0 ? undefined : (
              <DecideMany
                filter={filter}
                selected={rows.filter(({ id }) => chosen.has(id))}
                groups={groups.data}
                onDone={() => setChosen(new Set())}
              />
            )
          }
        >
          <DataTable
            label="What needs attention"
            columns={columnsFor(format)}
            pages={items}
            keyOf={({ id }) => id}
            nameOf={nameOf}
            selection={{ keys: chosen, change: setChosen }}
            empty={<Nothing isNarrowed={Object.keys(filter).length > 0} onWiden={() => narrow({})} />}
          />
        </Panel>
      </div>
    </Page>
  );
}

function columnsFor(format: Format): Column<AttentionItem>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      width: 150,
      cell: ({ account, automation }) =>
        account ? (
          <AccountLink account={account.key} name={account.name} />
        ) : (
          automation && <Link to={`/automations/${automation.id}`}>{automation.name}</Link>
        ),
      phone: 'title',
    },
    {
      id: 'why',
      header: 'Why, and since when',
      cell: (item) => <Why item={item} since={format.instant(item.since)} />,
      phone: 'detail',
    },
    {
      id: 'amount',
      header: 'Amount',
      align: 'right',
      cell: ({ amount }) => (amount ? formatMoney(amount.amount, amount.currency) : '–'),
    },
    {
      id: 'decide',
      header: '',
      align: 'right',
      width: 110,
      cell: (item) => <DecideOne item={item} />,
      phone: 'amount',
    },
  ];
}

function Why({ item, since }: { item: AttentionItem; since: string }): ReactElement {
  const { kind, words, automation, step } = item;
  const { icon: Icon, tone } = ATTENTION_KIND_WORDS[kind];
  return (
    <span className={classes.why}>
      <Icon className={classes.icon} data-tone={tone} size={15} strokeWidth={1.75} aria-hidden />
      <span>
        {words}
        <span className={classes.place}>
          {automation && item.account && (
            <>
              <Link to={`/automations/${automation.id}`} title={automation.name}>
                {step?.stepLabel ?? automation.name}
              </Link>
              {' · '}
            </>
          )}
          since {since}
        </span>
      </span>
    </span>
  );
}

const Nothing = ({ isNarrowed, onWiden }: { isNarrowed: boolean; onWiden: () => void }): ReactElement =>
  isNarrowed ? (
    <EmptyState
      action={
        <Button variant="default" onClick={onWiden}>
          Show all
        </Button>
      }
    >
      Nothing of this kind needs attention any more.
    </EmptyState>
  ) : (
    <EmptyState
      action={
        <Button component={Link} to="/" variant="default">
          Go to the overview
        </Button>
      }
    >
      Everything went as planned: nothing waits for anybody.
    </EmptyState>
  );
