import type { Backlog } from '@dunwell/contract';
import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatSums } from '../../format/money.js';
import { useFormat } from '../../format/use-format.js';
import classes from './publish-sheet.module.css';
import type { FirstRun } from './use-first-run.js';

/** Whom the first run lets in, as things stand. */
export function FirstRunCard({
  query,
  backlog,
  isFirst,
}: {
  query: UseQueryResult<FirstRun | null>;
  backlog: Backlog;
  isFirst: boolean;
}): ReactElement {
  const { date } = useFormat();
  const { data, error } = query;
  if (error) {
    return (
      <div className={classes.card}>
        <div className={classes.quiet}>
          Whom it reaches could not be computed. It can be published all the same.
        </div>
      </div>
    );
  }
  if (data === undefined) return <Skeleton h={104} radius={10} aria-label="Looking whom it reaches" />;
  if (data === null) {
    return (
      <div className={classes.card}>
        <div className={classes.quiet}>First run</div>
        <div className={classes.few}>As soon as its event happens</div>
      </div>
    );
  }
  const counts =
    backlog === 'include' && isFirst ? data.backlog.subjects + data.entries.subjects : data.entries.subjects;
  return (
    <div className={classes.card}>
      <div className={classes.quiet}>First run, {date(data.date)}</div>
      <div>
        <span className={classes.figure}>{counts.toLocaleString()}</span>{' '}
        <b className={classes.unit}>would enter</b>
      </div>
      <div className={classes.quiet}>
        {data.entries.subjects > 0
          ? `${formatSums(data.entries.overdue)} overdue`
          : 'If nothing changes until then'}
      </div>
    </div>
  );
}
