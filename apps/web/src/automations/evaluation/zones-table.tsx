import type { Evaluation, EvaluationDayWithZones } from '@dunwell/contract';
import { Table } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatDuration } from '../../format/duration.js';
import { zoneName } from '../../format/dates.js';
import { useFormat } from '../../format/use-format.js';
import { heldBackCount, heldBackWords } from '../../words/held-back.js';
import classes from './evaluation.module.css';

type Figures = Pick<
  Evaluation,
  'lookedAt' | 'candidates' | 'matched' | 'entered' | 'heldBack' | 'missed' | 'errors' | 'durationMs'
>;

const number = (value: number): string => (value === 0 ? '–' : value.toLocaleString());

const FIGURES: readonly {
  header: string;
  of: (figures: Figures) => string;
  title?: (figures: Figures) => string;
}[] = [
  { header: 'Looked at', of: ({ lookedAt }) => number(lookedAt) },
  { header: 'Candidates', of: ({ candidates }) => number(candidates) },
  { header: 'Matched', of: ({ matched }) => number(matched) },
  { header: 'Entered', of: ({ entered }) => number(entered) },
  {
    header: 'Held back',
    of: ({ heldBack }) => number(heldBackCount(heldBack)),
    title: ({ heldBack }) => heldBackWords(heldBack),
  },
  { header: 'Missed', of: ({ missed }) => number(missed) },
  { header: 'Errors', of: ({ errors }) => number(errors) },
  {
    header: 'Took',
    of: ({ durationMs }) => (durationMs === null ? 'running' : formatDuration(durationMs)),
  },
];

/** The same figures as a table, zone by zone, each at its own instant. */
export function ZonesTable({ day }: { day: EvaluationDayWithZones }): ReactElement {
  const { instant } = useFormat();
  return (
    <div className={classes.zones} role="region" aria-label="Zone by zone" tabIndex={0}>
      <Table
        aria-label="Zone by zone"
        verticalSpacing={6}
        horizontalSpacing={6}
        className={classes.zoneTable}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Zone</Table.Th>
            {FIGURES.map(({ header }) => (
              <Table.Th key={header} scope="col" ta="right">
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {day.evaluations.map((evaluation) => (
            <Table.Tr key={evaluation.timeZone}>
              <Table.Td title={`Facts as of ${instant(evaluation.at, evaluation.timeZone)} there`}>
                {zoneName(evaluation.timeZone)}
              </Table.Td>
              <Cells figures={evaluation} />
            </Table.Tr>
          ))}
          {day.evaluations.length > 1 && (
            <Table.Tr className={classes.sum}>
              <Table.Td>All zones</Table.Td>
              <Cells figures={day.funnel} />
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const Cells = ({ figures }: { figures: Figures }): ReactElement => (
  <>
    {FIGURES.map(({ header, of, title }) => (
      <Table.Td key={header} ta="right" title={title?.(figures) || undefined}>
        {of(figures)}
      </Table.Td>
    ))}
  </>
);
