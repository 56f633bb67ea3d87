import { addDays, scheduledInstant, type CalendarDate } from '@dunwell/engine';
import type { ScheduleTrigger } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { livePeriods, type LivePeriodRecord } from '../../automations/live-periods.js';
import { groupBy } from '../../platform/group-by.js';
import { dueDates, type DueDate, type LivePeriod } from './due-dates.js';
import { hasBacklog } from './skip-keys.js';
import { openLanes, UNHURRIED, type LaneState } from './lanes.js';
import { mustGet } from '../../platform/must.js';

interface Proposal extends DueDate {
  automationId: string;
  timeZone: string;
  kind: 'scheduled' | 'backlog' | 'gap';
  gapFrom: CalendarDate | null;
}

/**
 * Writes down which dates are due in a workspace: every process may do it at any time, the unique key of an
 * evaluation decides (S10).
 */
export async function proposeEvaluations(
  manager: EntityManager,
  workspaceId: string,
  now: Date,
): Promise<void> {
  const periods = (await livePeriods(manager, workspaceId)).filter(isScheduled);
  const byAutomation = groupBy(periods, ({ automationId }) => automationId);
  if (byAutomation.size === 0) return;
  const lanes = await openLanes(manager, workspaceId, [...byAutomation.keys()]);
  const proposals = lanes.flatMap((lane) =>
    proposalsFor(lane, mustGet(byAutomation, lane.automationId), now),
  );
  if (proposals.length > 0) await insertProposals(manager, workspaceId, proposals, now);
}

type ScheduledPeriod = LivePeriodRecord & { document: { trigger: ScheduleTrigger } };

function isScheduled(period: LivePeriodRecord): period is ScheduledPeriod {
  return period.document.trigger.kind === 'schedule';
}

function proposalsFor(lane: LaneState, periods: readonly ScheduledPeriod[], now: Date): Proposal[] {
  const { automationId, timeZone } = lane;
  const live = periods.map((period): LivePeriod => toLivePeriod(period, lane.startsAt));
  const { dates, gap } = dueDates(live, timeZone, lane.lastDate, now.getTime());
  const scheduled = dates.map((due): Proposal => ({
    ...due,
    automationId,
    timeZone,
    kind: 'scheduled',
    gapFrom: null,
  }));
  const first = gap?.first ?? dates[0];
  return [
    ...(first && lane.lastDate === null ? backlogBefore(lane, first, periods) : []),
    ...(gap ? [{ ...gap.last, automationId, timeZone, kind: 'gap' as const, gapFrom: gap.first.date }] : []),
    ...scheduled,
  ];
}

function toLivePeriod({ from, to, version, document }: ScheduledPeriod, laneStartsAt: Date): LivePeriod {
  return {
    from: Math.max(from.getTime(), laneStartsAt.getTime()),
    to: to?.getTime() ?? null,
    version,
    schedule: document.trigger,
  };
}

/** The date before the first, for those who would have entered on it; rules that enter on every match have none (S12). */
function backlogBefore(lane: LaneState, first: DueDate, periods: readonly ScheduledPeriod[]): Proposal[] {
  const document = periods.find(({ version }) => version === first.version)?.document;
  if (!document) return [];
  if (!hasBacklog(document.entry.reentry)) return [];
  const date = addDays(first.date, -1);
  const at = scheduledInstant(document.trigger, date, lane.timeZone);
  const { automationId, timeZone } = lane;
  return [{ automationId, timeZone, date, at, version: first.version, kind: 'backlog', gapFrom: null }];
}

async function insertProposals(
  manager: EntityManager,
  workspaceId: string,
  proposals: readonly Proposal[],
  now: Date,
): Promise<void> {
  await manager.query(
    `with ${UNHURRIED}
     insert into evaluations
       (workspace_id, automation_id, time_zone, business_date, kind, version, at, status, gap_from, proposed_at,
        finished_at)
     select $1, p."automationId", p."timeZone", p.date, p.kind, p.version, to_timestamp(p.at / 1000.0),
       case p.kind when 'gap' then 'done' else 'due' end, p."gapFrom", $3::timestamptz, case p.kind when 'gap' then $3::timestamptz end
     from jsonb_to_recordset($2::jsonb) p("automationId" uuid, "timeZone" text, date date, kind text, version integer,
       at numeric, "gapFrom" date)
     cross join unhurried
     on conflict do nothing`,
    [workspaceId, JSON.stringify(proposals), now],
  );
}
