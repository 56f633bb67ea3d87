import type { EvaluatedMatch, MatchOutcome } from '@dunwell/contract';
import { UnstyledButton } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { formatMoney } from '../../format/money.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { SideSheet } from '../../parts/side-sheet.js';
import { TonePill } from '../../parts/tone-pill.js';
import { MATCH_OUTCOME_WORDS } from '../../words/match-outcomes.js';
import classes from './evaluation.module.css';
import { MatchDetails } from './match-details.js';

/** Who matched on a date, what became of each, and why. */
export function MatchesTable({
  automationId,
  date,
  outcome,
}: {
  automationId: string;
  date: string;
  outcome: MatchOutcome | undefined;
}): ReactElement {
  const [opened, setOpened] = useState<EvaluatedMatch | null>(null);
  const matches = usePages(['evaluations', automationId, 'matches', date, outcome ?? 'all'], (cursor) =>
    api.runs.listMatches(automationId, date, { outcome, cursor }),
  );
  return (
    <>
      <DataTable
        label="Everybody who matched"
        columns={columns(setOpened)}
        pages={matches}
        keyOf={({ subject }) => `${subject.kind} ${subject.account} ${subject.key}`}
        onOpen={setOpened}
        empty={
          outcome === undefined
            ? 'Nobody matched on this date: the entry held for none of those looked at.'
            : 'Nobody came out this way on this date. Choose another outcome above.'
        }
      />
      <SideSheet
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened && (opened.accountName ?? opened.subject.account)}
      >
        {opened && <MatchDetails match={opened} />}
      </SideSheet>
    </>
  );
}

const columns = (open: (match: EvaluatedMatch) => void): Column<EvaluatedMatch>[] => [
  {
    id: 'account',
    header: 'Account',
    cell: (match) => (
      <UnstyledButton className={classes.account} onClick={() => open(match)}>
        <span className={classes.accountName}>{match.accountName ?? match.subject.account}</span>
        <span className={classes.key}>
          {match.subject.kind === 'account' ? match.subject.account : match.subject.key}
        </span>
      </UnstyledButton>
    ),
    phone: 'title',
  },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: ({ outcome, lateData }) => (
      <span className={classes.outcome}>
        <TonePill tone={MATCH_OUTCOME_WORDS[outcome].tone}>{MATCH_OUTCOME_WORDS[outcome].label}</TonePill>
        {lateData && <TonePill>Late data</TonePill>}
      </span>
    ),
    phone: 'detail',
  },
  {
    id: 'path',
    header: 'Way',
    cell: ({ path }) => (
      <span className={classes.way}>{path.map(({ label }) => label).join(', ') || '–'}</span>
    ),
  },
  {
    id: 'because',
    header: 'Because',
    cell: ({ entry }) => <span className={classes.because}>{becauseWords(entry)}</span>,
  },
  {
    id: 'overdue',
    header: 'Overdue then',
    align: 'right',
    cell: ({ overdue }) => formatMoney(overdue.amount, overdue.currency),
    phone: 'amount',
  },
];

/** What was found of the conditions that are no groups: `Past due streak 14 days, Active subscriptions 1`. */
const becauseWords = (entry: EvaluatedMatch['entry']): string =>
  entry
    .filter(({ actual, mark }) => actual !== null && mark === 'holds')
    .map(({ label, actual }) => `${label} ${actual}`)
    .join(', ') || 'Everybody enters';
