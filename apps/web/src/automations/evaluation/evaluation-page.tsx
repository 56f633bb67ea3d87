import { MATCH_OUTCOMES, type EvaluationDayWithZones, type MatchOutcome } from '@dunwell/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/client.js';
import { formatTime } from '../../format/dates.js';
import type { ParamKinds } from '../../format/search-params.js';
import { useFilter } from '../../format/use-filter.js';
import { useFormat } from '../../format/use-format.js';
import { Chips } from '../../parts/chips.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { TonePill } from '../../parts/tone-pill.js';
import { MATCH_OUTCOME_WORDS } from '../../words/match-outcomes.js';
import { BackTo, BackToAutomations } from '../back-to-automations.js';
import { useSummary } from '../use-summaries.js';
import classes from './evaluation.module.css';
import { FunnelBars } from './funnel-bars.js';
import { MatchesTable } from './matches-table.js';
import { ZonesTable } from './zones-table.js';

/** One date of an automation: everybody who was looked at, and why those entered who did. */
export function EvaluationPage(): ReactElement {
  const { id = '', date = '' } = useParams();
  const day = useQuery({
    queryKey: ['evaluations', id, 'day', date],
    queryFn: () => api.runs.getDay(id, date),
  });
  const name = useSummary(id).data?.name ?? 'Automation';
  const format = useFormat();
  return (
    <Page
      title={format.date(date)}
      leading={
        <BackToAutomations>
          <BackTo to={`/automations/${id}?tab=runs`}>{name}</BackTo>
        </BackToAutomations>
      }
      aside={day.data && <DayAside day={day.data} />}
    >
      <QueryState query={day}>{(read) => <Day automationId={id} day={read} />}</QueryState>
    </Page>
  );
}

function DayAside({
  day: { kind, status, versions, firstAt, lastAt },
}: {
  day: EvaluationDayWithZones;
}): ReactElement {
  const { instant, timeZone } = useFormat();
  return (
    <span className={classes.aside}>
      {kind === 'backlog' && <TonePill>Backlog</TonePill>}
      {kind === 'gap' && <TonePill tone="warning">Too old to catch up with</TonePill>}
      {status === 'running' && (
        <TonePill tone="accent" dot>
          Running
        </TonePill>
      )}
      {versions.map((version) => `v${version}`).join(', ')} · facts as of {instant(firstAt)}
      {lastAt !== firstAt && ` to ${formatTime(lastAt, timeZone)}`}
    </span>
  );
}

const KINDS: ParamKinds<{ outcome: MatchOutcome }> = { outcome: 'text' };

function Day({ automationId, day }: { automationId: string; day: EvaluationDayWithZones }): ReactElement {
  const [{ outcome }, change] = useFilter(KINDS);
  const all = MATCH_OUTCOMES.reduce((sum, one) => sum + day.outcomes[one], 0);
  return (
    <>
      <div className={classes.top}>
        <Panel title="What became of everybody">
          <FunnelBars funnel={day.funnel} />
        </Panel>
        <Panel title="Zone by zone" flush>
          <ZonesTable day={day} />
          {day.lastError !== null && (
            <p className={classes.error} role="alert">
              {day.lastError}
            </p>
          )}
        </Panel>
      </div>
      <Panel
        flush
        className={classes.matches}
        bar={
          <Chips
            label="Matches by outcome"
            value={outcome ?? 'all'}
            onChange={(chosen) => change({ outcome: chosen === 'all' ? undefined : chosen })}
            choices={[
              { value: 'all', label: 'Everybody who matched', count: all },
              ...MATCH_OUTCOMES.filter((one) => day.outcomes[one] > 0 || one === outcome).map((one) => ({
                value: one,
                label: MATCH_OUTCOME_WORDS[one].label,
                count: day.outcomes[one],
              })),
            ]}
          />
        }
      >
        <MatchesTable automationId={automationId} date={day.date} outcome={outcome} />
      </Panel>
    </>
  );
}
