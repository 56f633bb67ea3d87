import type { NextRunReach, ScheduledRun } from '@dunwell/contract';
import { addDays, scheduledInstant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { AutomationRecord } from '../../automations/automation-record.js';
import { zonesInUse, type Moment } from '../../billing/billing-reader.js';
import { conflict } from '../../platform/http/app-error.js';
import { onlyRow } from '../../platform/must.js';
import { entryPages } from '../decide/entry-pages.js';
import { startHistory } from '../decide/start-history.js';
import { takenKeys } from '../decide/taken-keys.js';
import { VersionsInWorkspace, type ReadyVersion } from '../decide/versions-in-workspace.js';
import { OVERDUE, ReachCount } from '../evaluation/reach.js';
import { toMatch } from '../evaluation/save-matches.js';
import { hasBacklog } from '../evaluation/skip-keys.js';
import { nextRuns } from './next-runs.js';

/**
 * Whom the next runs of a live automation reach if nothing changes until then: decided as they will be, on the facts of
 * their instants as they are known now (S0, S20), without those whose key is taken (S11) or will be skipped as backlog
 * of the first run (S12).
 */
export async function nextRunReach(
  manager: EntityManager,
  workspaceId: string,
  { automationId, status, liveVersion }: AutomationRecord,
  now: Date,
): Promise<NextRunReach> {
  if (status !== 'live' || liveVersion === null) {
    throw conflict('notLive', `The automation is ${status}: only a live one has a next run.`);
  }
  const automation = await new VersionsInWorkspace(manager, workspaceId).get(automationId, liveVersion);
  const next = new NextRuns(manager, automationId, automation);
  const zones = await zonesInUse(manager, workspaceId, now.toISOString().slice(0, 10));
  const runs: NextRunReach['runs'] = [];
  for (const run of nextRuns(automation.prepared.document.trigger, zones, now)) {
    runs.push({ ...run, ...(await next.reachOf(run)) });
  }
  return { runs, total: next.total.toReach() };
}

class NextRuns {
  readonly total = new ReachCount();

  constructor(
    private readonly manager: EntityManager,
    private readonly automationId: string,
    private readonly automation: ReadyVersion,
  ) {}

  async reachOf(run: ScheduledRun): Promise<ReturnType<ReachCount['toReach']>> {
    const own = new ReachCount();
    const skipped = await this.backlogToSkip(run);
    const moment = { at: Date.parse(run.at), date: run.date, zone: run.timeZone };
    const { workspaceId } = this.automation;
    for await (const { decided } of this.pages(moment)) {
      const taken = await takenKeys(this.manager, { workspaceId, automationId: this.automationId }, decided);
      const entering = decided
        .flatMap(toMatch)
        .filter(({ entryKey }) => !taken.has(entryKey) && !skipped.has(entryKey));
      const subjects = new Set(entering.map(({ subjectId }) => subjectId));
      own.add(decided, subjects);
      this.total.add(decided, subjects);
    }
    return own.toReach();
  }

  /** Keys of those who would have entered on the date before the first, where that is still to come. */
  private async backlogToSkip({ timeZone, date }: ScheduledRun): Promise<Set<string>> {
    const { prepared, backlog } = this.automation;
    const { trigger, entry } = prepared.document;
    const keys = new Set<string>();
    if (trigger.kind !== 'schedule' || backlog !== 'skip' || !hasBacklog(entry.reentry)) return keys;
    if (await this.wasEvaluated(timeZone)) return keys;
    const before = addDays(date, -1);
    const moment = { at: scheduledInstant(trigger, before, timeZone), date: before, zone: timeZone };
    for await (const { decided } of this.pages(moment)) {
      for (const { entryKey } of decided.flatMap(toMatch)) keys.add(entryKey);
    }
    return keys;
  }

  private pages(moment: Moment): ReturnType<typeof entryPages> {
    const { automation, automationId } = this;
    const { workspaceId, prepared } = automation;
    const { reentry } = prepared.document.entry;
    return entryPages(this.manager, {
      automation,
      moment,
      inZoneOnly: true,
      narrow: true,
      alsoRead: [OVERDUE],
      ...(reentry.kind === 'afterDays' && {
        history: (ids: readonly string[]) =>
          startHistory(
            this.manager,
            { workspaceId, automationId, date: moment.date, days: reentry.days },
            ids,
          ),
      }),
    });
  }

  private async wasEvaluated(timeZone: string): Promise<boolean> {
    const rows = await this.manager.query<{ found: boolean }[]>(
      `select exists (
         select from evaluations where workspace_id = $1 and automation_id = $2 and time_zone = $3
       ) as found`,
      [this.automation.workspaceId, this.automationId, timeZone],
    );
    return onlyRow(rows).found;
  }
}
