import type { Overview } from '@dunwell/contract';
import { Button, SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { useSession } from '../app/session/use-session.js';
import { formatFullDate, formatTime, zoneName } from '../format/dates.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { EmptyState } from '../parts/states.js';
import { AgeingPanel } from './ageing-panel.js';
import { AttentionPanel } from './attention-panel.js';
import { AutomationsToday } from './automations-today.js';
import { Figures } from './figures.js';
import { MovementsPanel } from './movements-panel.js';
import classes from './overview.module.css';
import { TrendPanel } from './trend-panel.js';

/** What is owed, what moved, what automations did today, and what needs somebody. */
export function OverviewPage(): ReactElement {
  const { now, today, workspace } = useSession();
  const overview = useQuery({ queryKey: ['overview'], queryFn: () => api.overview() });
  const [chosen, setCurrency] = useLocalStorage({
    key: `overview-currency-${workspace.id}`,
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const [asTables, setAsTables] = useLocalStorage({
    key: 'overview-as-tables',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const currencies = overview.data?.currencies ?? [];
  const currency = currencies.includes(chosen) ? chosen : largest(overview.data);
  return (
    <Page
      title="Overview"
      aside={`${formatFullDate(today)}, ${formatTime(now, workspace.timeZone)} · ${zoneName(workspace.timeZone)}`}
      actions={
        <>
          {currencies.length > 1 && (
            <SegmentedControl
              aria-label="Currency of the charts"
              data={currencies}
              value={currency}
              onChange={setCurrency}
            />
          )}
          <Button
            variant="default"
            leftSection={<Table2 size={15} aria-hidden />}
            aria-pressed={asTables}
            onClick={() => setAsTables(!asTables)}
          >
            {asTables ? 'As charts' : 'As tables'}
          </Button>
        </>
      }
    >
      <QueryState query={overview}>
        {(data) =>
          currency === undefined ? (
            <Nothing />
          ) : (
            <Panels overview={data} currency={currency} asTables={asTables} />
          )
        }
      </QueryState>
    </Page>
  );
}

interface PanelsProps {
  overview: Overview;
  currency: string;
  asTables: boolean;
}

function Panels({ overview, currency, asTables }: PanelsProps): ReactElement {
  return (
    <div className={classes.grid}>
      <Figures overview={overview} currency={currency} />
      <TrendPanel trend={overview.trend} currency={currency} asTable={asTables} />
      <AgeingPanel ageing={overview.ageing} currency={currency} asTable={asTables} />
      <AutomationsToday automations={overview.automations} />
      <AttentionPanel items={overview.attention} />
      <MovementsPanel movements={overview.movements} asTable={asTables} />
    </div>
  );
}

function Nothing(): ReactElement {
  return (
    <EmptyState
      action={
        <Button component={Link} to="/import">
          Import accounts and invoices
        </Button>
      }
    >
      There are no accounts yet. Once they and their invoices are in, this page says who owes what and since
      when.
    </EmptyState>
  );
}

/** The currency in which most is overdue, else the first: what one wants to see first. */
function largest(overview: Overview | undefined): string | undefined {
  const most = [...(overview?.overdue ?? [])].sort((a, b) => b.accounts - a.accounts)[0];
  return most?.currency ?? overview?.currencies[0];
}
