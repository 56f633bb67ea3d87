import type { AutomationStatus, AutomationSummary } from '@dunwell/contract';
import { Button } from '@mantine/core';
import { Plus, Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../app/session/use-session.js';
import type { ParamKinds } from '../../format/search-params.js';
import { useFilter } from '../../format/use-filter.js';
import { useFormat } from '../../format/use-format.js';
import { Chips } from '../../parts/chips.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { SearchField } from '../../parts/search-field.js';
import { Sentence } from '../../parts/sentence.js';
import { EmptyState } from '../../parts/states.js';
import { AutomationMenu } from '../automation-menu.js';
import { StatusPills } from '../status-pills.js';
import { useSummaries } from '../use-summaries.js';
import classes from './automations.module.css';
import { chooseSummaries, countByStatus, STATUSES, STATUS_WORDS } from './choose-summaries.js';
import { EnteredCell } from './entered-cell.js';
import { NextRunCell } from './next-run-cell.js';
import { standingWords } from './standing-words.js';

interface Filter {
  q: string;
  status: AutomationStatus;
}
const KINDS: ParamKinds<Filter> = { q: 'text', status: 'text' };

const pathOf = ({ id }: AutomationSummary): string => `/automations/${id}`;

const COLUMNS: readonly Column<AutomationSummary>[] = [
  {
    id: 'automation',
    header: 'Automation',
    cell: (automation) => (
      <div className={classes.automation}>
        <div className={classes.heading}>
          <Link to={pathOf(automation)} className={classes.name}>
            {automation.name}
          </Link>
          <StatusPills automation={automation} />
        </div>
        <div className={classes.words} title={automation.sentence}>
          <Sentence tokens={automation.tokens} />
        </div>
      </div>
    ),
    phone: 'title',
  },
  {
    id: 'nextRun',
    header: 'Next run',
    width: 150,
    cell: (automation) => <NextRunCell automation={automation} />,
    phone: 'detail',
  },
  {
    id: 'underWay',
    header: 'Under way',
    align: 'right',
    width: 90,
    cell: ({ id, underWay, liveVersion }) =>
      liveVersion === null ? (
        '–'
      ) : (
        <Link
          to={`/journeys?automationId=${id}&status=underWay`}
          className={classes.figure}
          onClick={(event) => event.stopPropagation()}
        >
          {underWay.toLocaleString()}
        </Link>
      ),
  },
  {
    id: 'entered',
    header: 'Entered, last 30 days',
    width: 200,
    cell: (automation) => <EnteredCell automation={automation} />,
  },
  {
    id: 'menu',
    header: '',
    width: 46,
    cell: (automation) => <AutomationMenu automation={automation} />,
    phone: 'amount',
  },
];

/** Every automation in words, with what it does and where it needs somebody. */
export function AutomationsPage(): ReactElement {
  const summaries = useSummaries();
  const [{ q = '', status }, change] = useFilter(KINDS);
  const format = useFormat();
  const all = summaries.data;
  const counts = all && countByStatus(all);
  return (
    <Page
      title="Automations"
      actions={
        <>
          <SearchField
            label="Find by any word"
            className={classes.find}
            value={q}
            onChange={(words) => change({ q: words })}
          />
          <NewButtons />
        </>
      }
      toolbar={
        all &&
        counts && (
          <>
            <Chips
              label="Automations by status"
              value={status ?? 'all'}
              onChange={(chosen) => change({ status: chosen === 'all' ? undefined : chosen })}
              choices={[
                { value: 'all', label: 'All', count: all.length },
                ...STATUSES.filter((one) => counts[one] > 0 || one === status).map((one) => ({
                  value: one,
                  label: STATUS_WORDS[one],
                  count: counts[one],
                })),
              ]}
            />
            <span className={classes.standing}>{standingWords(all, format)}</span>
          </>
        )
      }
    >
      <Panel flush>
        <DataTable
          label="Automations"
          columns={COLUMNS}
          pages={{
            items: all && chooseSummaries(all, { q, status }),
            error: summaries.error,
            hasMore: false,
            isLoadingMore: false,
            loadMore: () => undefined,
            retry: () => void summaries.refetch(),
          }}
          keyOf={({ id }) => id}
          linkOf={pathOf}
          empty={
            all?.length === 0 ? <NoneYet /> : <NoneFound clear={() => change({}, { replaceAll: true })} />
          }
        />
      </Panel>
    </Page>
  );
}

function NewButtons(): ReactElement {
  const { may } = useMay('edit');
  return (
    <>
      <Button
        component={Link}
        to="/automations/new?import=true"
        variant="default"
        visibleFrom="sm"
        leftSection={<Upload size={14} />}
      >
        Import
      </Button>
      {may && (
        <Button component={Link} to="/automations/new" leftSection={<Plus size={14} />}>
          New automation
        </Button>
      )}
    </>
  );
}

const NoneYet = (): ReactElement => (
  <EmptyState
    action={
      <Button component={Link} to="/automations/new">
        Choose a template
      </Button>
    }
  >
    There is no automation yet. A template is a whole one, to be changed as you like.
  </EmptyState>
);

const NoneFound = ({ clear }: { clear: () => void }): ReactElement => (
  <EmptyState
    action={
      <Button variant="default" onClick={clear}>
        Show all
      </Button>
    }
  >
    No automation has all of these words and this status.
  </EmptyState>
);
