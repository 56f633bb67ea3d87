import { addDays, businessDateAt } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { lateChanges, markLateChangesChecked, type LateChange } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { entryPages } from '../decide/entry-pages.js';
import { startHistory } from '../decide/start-history.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { CATCH_UP_DATES } from './due-dates.js';
import { largeImportAccounts, treatAsBacklog } from './newcomers.js';
import { saveMatches, toMatch } from './save-matches.js';

/** How many accounts one transaction checks again. */
const LATE_BATCH = 500;

interface EvaluatedDate {
  automationId: string;
  timeZone: string;
  date: string;
  version: number;
  at: Date;
}

/**
 * Checks again the dates that were evaluated before facts about them came in (S10): accounts whose writes took effect
 * in the past are decided anew for each of those dates, at most 31 back. Returns whether there may be more.
 */
export async function checkLateData(
  manager: EntityManager,
  workspaceId: string,
  now: Date,
): Promise<boolean> {
  const changes = await lateChanges(manager, workspaceId, LATE_BATCH);
  if (changes.length === 0) return false;
  await waitForRunningBatches(manager, workspaceId);
  const newcomers = await largeImportAccounts(
    manager,
    workspaceId,
    changes.map(({ accountId }) => accountId),
  );
  await treatAsBacklog(manager, workspaceId, newcomers, now);
  const versions = new VersionsInWorkspace(manager, workspaceId);
  for (const evaluated of await evaluatedSince(manager, workspaceId, earliest(changes), now)) {
    const at = evaluated.at.getTime();
    // What a newcomer would have entered before it was there is its backlog (S12).
    const isOfDate = ({ accountId, earliestAt }: LateChange): boolean =>
      earliestAt <= at && (newcomers.get(accountId) ?? -Infinity) <= at;
    const accountIds = changes.filter(isOfDate).map(({ accountId }) => accountId);
    if (accountIds.length === 0) continue;
    const automation = await versions.get(evaluated.automationId, evaluated.version);
    await decideAgain(manager, automation, evaluated, { accountIds, now });
  }
  await markLateChangesChecked(manager, workspaceId, changes);
  return changes.length === LATE_BATCH;
}

/**
 * A batch that is being decided may have read its facts before the change and not yet have moved its cursor; it renews
 * its lane in the same transaction, so behind this lock its date is seen to be evaluated.
 */
async function waitForRunningBatches(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(
    `select from evaluation_lanes where workspace_id = $1 order by automation_id, time_zone for update`,
    [workspaceId],
  );
}

async function decideAgain(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  evaluated: EvaluatedDate,
  { accountIds, now }: { accountIds: readonly string[]; now: Date },
): Promise<void> {
  const { workspaceId, prepared } = automation;
  const { automationId, timeZone, date, version, at } = evaluated;
  const { reentry } = prepared.document.entry;
  const pages = entryPages(manager, {
    automation,
    moment: { at: at.getTime(), date, zone: timeZone },
    inZoneOnly: true,
    narrow: true,
    accountIds,
    ...(reentry.kind === 'afterDays' && {
      history: (ids: readonly string[]) =>
        startHistory(manager, { workspaceId, automationId, date, days: reentry.days }, ids),
    }),
  });
  for await (const { decided } of pages) {
    const of = { workspaceId, automationId, timeZone, date, version, lateData: true, now };
    await saveMatches(manager, of, decided.flatMap(toMatch));
  }
}

/** Evaluations that have read their facts already and may have read them differently now. */
async function evaluatedSince(
  manager: EntityManager,
  workspaceId: string,
  since: number,
  now: Date,
): Promise<EvaluatedDate[]> {
  const oldest = addDays(businessDateAt(now.getTime(), 'UTC'), -CATCH_UP_DATES);
  return manager.query<EvaluatedDate[]>(
    `select e.automation_id as "automationId", e.time_zone as "timeZone", e.business_date as date, e.version, e.at
     from evaluations e
     join automations a on a.workspace_id = e.workspace_id and a.automation_id = e.automation_id
     where e.workspace_id = $1 and a.status = 'live' and e.kind = 'scheduled'
       and e.at >= $2 and e.business_date >= $3 and (e.status <> 'due' or e.cursor is not null)
     order by e.business_date, e.automation_id, e.time_zone`,
    [workspaceId, Number.isFinite(since) ? new Date(since) : '-infinity', oldest],
  );
}

const earliest = (changes: readonly LateChange[]): number =>
  Math.min(...changes.map(({ earliestAt }) => earliestAt));
