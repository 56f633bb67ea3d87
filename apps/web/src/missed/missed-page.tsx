import type { MissedBecause, MissedFilter, MissedMatch } from '@dunwell/contract';
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
import { DecideMissed } from './decide-missed.js';
import { MissedGroups } from './missed-groups.js';
import classes from './missed.module.css';

const KINDS: ParamKinds<Required<MissedFilter>> = {
  automationId: 'text',
  because: 'text',
  account: 'text',
};

const keyOf = ({ automationId, date, subject }: MissedMatch): string =>
  `${automationId} ${date} ${subject.kind} ${subject.key}`;

/** Matches that were not acted on in time (S10): what each would have had, to be run now or dismissed. */
export function MissedPage(): ReactElement {
  const [filter, change] = useFilter(KINDS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const format = useFormat();
  const groups = useQuery({
    queryKey: ['missed', 'groups'],
    queryFn: async () => (await api.work.listMissedGroups()).groups,
  });
  const missed = usePages(['missed', 'list', filter], (cursor) => api.work.listMissed({ ...filter, cursor }));
  const narrow = (to: MissedFilter): void => {
    setChosen(new Set());
    change(to, { replaceAll: true });
  };
  const rows = missed.items ?? [];
  const total = totalUnder(filter, groups.data, missed);
  return (
    <Page
      title="Missed"
      aside="Would have entered, but not in time. Nothing happens to them until somebody decides."
    >
      <div className={classes.columns}>
        <Panel title="By automation and reason" flush>
          <QueryState query={groups}>
            {(read) => <MissedGroups groups={read} filter={filter} onChoose={narrow} />}
          </QueryState>
        </Panel>
        <Panel
          flush
          bar={
            total === 0 ? undefined : (
              <DecideMissed
                filter={filter}
                selected={rows.filter((row) => chosen.has(keyOf(row)))}
                total={total}
                onDone={() => setChosen(new Set())}
              />
            )
          }
        >
          <DataTable
            label="Missed matches"
            columns={columnsFor(format)}
            pages={missed}
            keyOf={keyOf}
            nameOf={({ accountName, subject, date }) => `${accountName ?? subject.key}, ${format.date(date)}`}
            selection={{ keys: chosen, change: setChosen }}
            empty={<Nothing isNarrowed={Object.keys(filter).length > 0} onWiden={() => narrow({})} />}
          />
        </Panel>
      </div>
    </Page>
  );
}

interface Counted {
  automationId: string;
  because: MissedBecause;
  count: number;
}

/** How many there are under a filter; undefined while nobody can say. */
function totalUnder(
  { automationId, because, account }: MissedFilter,
  groups: readonly Counted[] | undefined,
  { items, hasMore }: { items: readonly MissedMatch[] | undefined; hasMore: boolean },
): number | undefined {
  // Groups do not tell accounts apart; the list does, once it was read to its end.
  if (account !== undefined) return hasMore ? undefined : items?.length;
  return groups
    ?.filter((group) => automationId === undefined || group.automationId === automationId)
    .filter((group) => because === undefined || group.because === because)
    .reduce((sum, { count }) => sum + count, 0);
}

function columnsFor(format: Format): Column<MissedMatch>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      width: 190,
      cell: ({ subject, accountName }) => (
        <div className={classes.account}>
          <AccountLink account={subject.account} name={accountName} />
          {subject.kind !== 'account' && <div className={classes.quiet}>{subject.key}</div>}
        </div>
      ),
      phone: 'title',
    },
    {
      id: 'automation',
      header: 'Automation, and why it was missed',
      cell: ({ automation, automationId, words }) => (
        <>
          <Link to={`/automations/${automationId}`} className={classes.automation} title={automation}>
            {automation}
          </Link>
          <div className={classes.quiet}>{words}</div>
        </>
      ),
      phone: 'detail',
    },
    {
      id: 'date',
      header: 'Matched on',
      width: 100,
      cell: ({ date }) => <span className={classes.date}>{format.date(date)}</span>,
      phone: 'detail',
    },
    {
      id: 'overdue',
      header: 'Overdue now',
      align: 'right',
      cell: ({ overdue }) => formatMoney(overdue.amount, overdue.currency),
      phone: 'amount',
    },
  ];
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
      Nothing of this kind is missed any more.
    </EmptyState>
  ) : (
    <EmptyState
      action={
        <Button component={Link} to="/automations" variant="default">
          See the automations
        </Button>
      }
    >
      Nothing was missed: every match of every date was acted on in time.
    </EmptyState>
  );
