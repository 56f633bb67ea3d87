import type { Backlog } from '@dunwell/contract';
import { Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatSums } from '../../format/money.js';
import classes from './publish-sheet.module.css';
import type { FirstRun } from './use-first-run.js';

/** What becomes of those who met the rule before it was live (S12). */
export function BacklogChoice({
  firstRun,
  isFirst,
  value,
  onChange,
}: {
  firstRun: FirstRun | null;
  /** Never published before. */
  isFirst: boolean;
  value: Backlog;
  onChange: (backlog: Backlog) => void;
}): ReactElement {
  const backlog = firstRun?.backlog;
  const title = isFirst ? 'Would have entered before' : 'Would have entered by a way that is new';
  return (
    <Radio.Group
      value={value}
      onChange={(chosen) => onChange(chosen)}
      label={
        <>
          {title}
          {isFirst && backlog && <span className={classes.quiet}> {backlog.subjects.toLocaleString()}</span>}
        </>
      }
      description={
        isFirst && backlog && backlog.subjects > 0
          ? `They met the rule on the day before it is live: ${formatSums(backlog.overdue)} overdue.`
          : undefined
      }
    >
      <div className={classes.choices}>
        <Radio
          value="skip"
          className={classes.choice}
          label="Skip them"
          description="Only what begins from the first run on. Nobody is surprised. Recommended."
        />
        <Radio
          value="include"
          className={classes.choice}
          label="Include them at the first run"
          description="They get everything at once, spread only by the limit of entries per run."
        />
      </div>
    </Radio.Group>
  );
}
