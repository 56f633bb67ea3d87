import type { AutomationToday, LastRun } from '@dunwell/contract';
import { Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { listPath } from '../format/list-path.js';
import { formatSums } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import { GroupTile } from '../parts/group-tile.js';
import { Panel } from '../parts/panel.js';
import { EmptyState } from '../parts/states.js';
import { countOfKind, kindWords } from '../words/action-kinds.js';
import classes from './overview.module.css';

/** What each automation did today, who is on the way in it, and what they owe. */
export function AutomationsToday({ automations }: { automations: readonly AutomationToday[] }): ReactElement {
  const format = useFormat();
  const lastRun = latest(automations.flatMap(({ lastRun }) => (lastRun ? [lastRun] : [])));
  return (
    <Panel
      title="Automations today"
      aside={
        <Group gap={8}>
          {lastRun?.finishedAt && <span>{ranWords(lastRun, format.instant(lastRun.finishedAt))}</span>}
          <Link to="/automations">All automations</Link>
        </Group>
      }
      flush
      className={classes.automations}
    >
      {automations.length === 0 ? (
        <EmptyState>No automation is live yet. Publish one, and this says every day what it did.</EmptyState>
      ) : (
        <table className={classes.table} aria-label="Automations today">
          <thead>
            <tr>
              <th>Automation</th>
              <th>Did today</th>
              <th data-right>Under way</th>
              <th data-right>At stake</th>
            </tr>
          </thead>
          <tbody>
            {automations.map((automation) => (
              <Row key={automation.id} automation={automation} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Row({ automation }: { automation: AutomationToday }): ReactElement {
  const { id, name, done, heldBack, underWay, atStake } = automation;
  const { group, icon } = kindWords(done[0]?.kind ?? 'emailCustomer');
  const did = done.map(({ kind, count, list }) => (
    <Link key={kind} to={listPath(list)}>
      {countOfKind(kind, count)}
    </Link>
  ));
  if (heldBack.count > 0) {
    did.push(
      <Link key="held" to={listPath(heldBack.list)}>
        {heldBack.count} held back
      </Link>,
    );
  }
  return (
    <tr>
      <td>
        <Link to={`/automations/${id}`} className={classes.name}>
          <GroupTile group={group} icon={icon} />
          {name}
        </Link>
      </td>
      <td className={classes.quiet}>
        {did.length === 0 ? 'nothing' : did.map((one, at) => [at > 0 && ', ', one])}
      </td>
      <td data-right className={classes.quiet}>
        <Link to={listPath(underWay.list)}>{underWay.count}</Link>
      </td>
      <td data-right>{formatSums(atStake) || '–'}</td>
    </tr>
  );
}

function latest(runs: readonly LastRun[]): LastRun | undefined {
  return [...runs].sort((a, b) => (b.finishedAt ?? '').localeCompare(a.finishedAt ?? ''))[0];
}

const ranWords = ({ lookedAt, durationMs }: LastRun, at: string): string =>
  `Last run ${at}, ${lookedAt.toLocaleString()} looked at in ${(durationMs / 1000).toFixed(1)} s`;
