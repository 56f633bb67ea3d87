import type { EvaluatedMatch } from '@dunwell/contract';
import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { formatMoney } from '../../format/money.js';
import { zoneName } from '../../format/dates.js';
import { accountPath } from '../../parts/account-link.js';
import { ConditionLines } from '../../parts/condition-lines.js';
import { TonePill } from '../../parts/tone-pill.js';
import { MATCH_OUTCOME_WORDS } from '../../words/match-outcomes.js';
import classes from './evaluation.module.css';

/** Why somebody matched, condition by condition, and what came of it. */
export function MatchDetails({ match }: { match: EvaluatedMatch }): ReactElement {
  const { subject, outcome, words, overdue, timeZone, version, entry, branches, journeyId } = match;
  return (
    <div className={classes.details}>
      <div>
        <TonePill tone={MATCH_OUTCOME_WORDS[outcome].tone}>{MATCH_OUTCOME_WORDS[outcome].label}</TonePill>
        <p className={classes.words}>{words}</p>
        <p className={classes.quiet}>
          {subject.key}, {formatMoney(overdue.amount, overdue.currency)} overdue then · {zoneName(timeZone)} ·
          version {version}
        </p>
      </div>
      <Group gap={8}>
        {journeyId !== null && (
          <Button component={Link} to={`/journeys/${journeyId}`}>
            Follow the journey
          </Button>
        )}
        <Button component={Link} to={accountPath(subject.account)} variant="default">
          Open the account
        </Button>
      </Group>
      <section>
        <h3>Who enters</h3>
        {entry.length === 0 ? (
          <p className={classes.quiet}>Everybody enters.</p>
        ) : (
          <ConditionLines lines={entry} label="Who enters" />
        )}
      </section>
      {branches.map(({ step, label, taken, cases }) => (
        <section key={step}>
          <h3>
            {label ?? 'Branch'} <TonePill tone="accent">{taken}</TonePill>
          </h3>
          {cases.map((one) => (
            <div key={one.id} className={classes.case}>
              <div className={classes.quiet}>{one.label}</div>
              <ConditionLines lines={one.conditions} label={one.label} heads={false} calm />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
