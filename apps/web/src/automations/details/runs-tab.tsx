import type { AutomationSummary, EvaluationDay } from '@dunwell/contract';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { formatDuration } from '../../format/duration.js';
import { useFormat, type Format } from '../../format/use-format.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { Panel } from '../../parts/panel.js';
import { EmptyState } from '../../parts/states.js';
import { TonePill } from '../../parts/tone-pill.js';
import { heldBackCount, heldBackWords } from '../../words/held-back.js';
import classes from './runs-tab.module.css';

export const dayPath = (automationId: string, date: string): string =>
  `/automations/${automationId}/evaluations/${date}`;

/** Every date that was evaluated, as a funnel in one line. */
export function RunsTab({ automation }: { automation: AutomationSummary }): ReactElement {
  const { id, status } = automation;
  const format = useFormat();
  const days = usePages(['evaluations', id, 'days'], (cursor) => api.runs.listDays(id, { cursor }));
  return (
    <Panel flush className={classes.panel}>
      <DataTable
        label="Dates that were evaluated"
        columns={columnsFor(id, format)}
        pages={days}
        keyOf={({ date, kind }) => `${kind} ${date}`}
        linkOf={({ date }) => dayPath(id, date)}
        empty={
          <EmptyState
            action={
              status === 'draft' ? (
                <Button component={Link} to={`/automations/${id}`} variant="default">
                  See what it says
                </Button>
              ) : undefined
            }
          >
            {status === 'draft'
              ? 'It was never published, so that no date was evaluated yet.'
              : 'No date was evaluated yet. The first one is its next run.'}
          </EmptyState>
        }
      />
    </Panel>
  );
}

const count = (value: number): string => (value === 0 ? '–' : value.toLocaleString());

function columnsFor(id: string, format: Format): Column<EvaluationDay>[] {
  return [
    {
      id: 'date',
      header: 'Date',
      cell: (day) => (
        <span className={classes.date}>
          <Link to={dayPath(id, day.date)}>{dateWords(day, format)}</Link>
          <DayKind day={day} />
        </span>
      ),
      phone: 'title',
    },
    {
      id: 'lookedAt',
      header: 'Looked at',
      align: 'right',
      cell: ({ funnel }) => (
        <>
          {count(funnel.lookedAt)}
          <span className={classes.onPhone}> looked at</span>
        </>
      ),
      phone: 'detail',
    },
    {
      id: 'candidates',
      header: 'Candidates',
      align: 'right',
      cell: ({ funnel }) => count(funnel.candidates),
    },
    { id: 'matched', header: 'Matched', align: 'right', cell: ({ funnel }) => count(funnel.matched) },
    {
      id: 'entered',
      header: 'Entered',
      align: 'right',
      cell: ({ funnel }) => (
        <>
          <b className={classes.entered}>{count(funnel.entered)}</b>
          <span className={classes.onPhone}> entered</span>
        </>
      ),
      phone: 'amount',
    },
    {
      id: 'heldBack',
      header: 'Held back',
      align: 'right',
      cell: ({ funnel: { heldBack } }) => (
        <span title={heldBackWords(heldBack)}>{count(heldBackCount(heldBack))}</span>
      ),
    },
    {
      id: 'missed',
      header: 'Missed',
      align: 'right',
      cell: ({ funnel: { missed } }) =>
        missed === 0 ? '–' : <TonePill tone="warning">{missed.toLocaleString()}</TonePill>,
    },
    {
      id: 'errors',
      header: 'Errors',
      align: 'right',
      cell: ({ funnel: { errors, disagreements } }) =>
        errors + disagreements === 0 ? (
          '–'
        ) : (
          <TonePill tone="danger">{(errors + disagreements).toLocaleString()}</TonePill>
        ),
    },
    {
      id: 'took',
      header: 'Took',
      align: 'right',
      cell: ({ funnel: { durationMs }, zones }) => (
        <span className={classes.quiet}>
          {formatDuration(durationMs)}
          {zones > 1 && `, ${zones} zones`}
        </span>
      ),
    },
  ];
}

const dateWords = ({ date, gapFrom }: EvaluationDay, format: Format): string =>
  gapFrom === null ? format.date(date) : `${format.day(gapFrom)} – ${format.day(date)}`;

function DayKind({ day: { kind, status, versions } }: { day: EvaluationDay }): ReactElement {
  return (
    <>
      {kind === 'backlog' && <TonePill>Backlog</TonePill>}
      {kind === 'gap' && <TonePill tone="warning">Too old to catch up with</TonePill>}
      {status === 'running' && (
        <TonePill tone="accent" dot>
          Running
        </TonePill>
      )}
      {versions.length > 0 && (
        <span className={classes.quiet}>{versions.map((version) => `v${version}`).join(', ')}</span>
      )}
    </>
  );
}
