import { addDays, businessDateAt } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { lateChanges, markLateChangesChecked, type LateChange } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { decideEntries } from '../decide/decide-entries.js';
import { startHistory } from '../decide/start-history.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { takeEntryKeys } from '../journeys/enter-journeys.js';
import { toMatch } from './decide-date.js';
import { CATCH_UP_DATES } from './due-dates.js';
import { saveMatches, type Match } from './save-matches.js';

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
  const versions = new VersionsInWorkspace(manager, workspaceId);
  for (const evaluated of await evaluatedSince(manager, workspaceId, earliest(changes), now)) {
    const touched = changes.filter(({ earliestAt }) => earliestAt <= evaluated.at.getTime());
    const automation = await versions.get(evaluated.automationId, evaluated.version);
    await decideAgain(manager, automation, evaluated, touched, now);
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
  changes: readonly LateChange[],
  now: Date,
): Promise<void> {
  const { workspaceId, prepared } = automation;
  const { automationId, timeZone, date, version, at } = evaluated;
  let after: string | null = null;
  do {
    const page = await decideEntries(manager, {
      automation,
      moment: { at: at.getTime(), date, zone: timeZone },
      inZoneOnly: true,
      narrow: true,
      accountIds: changes.map(({ accountId }) => accountId),
      limit: LATE_BATCH,
      ...(after !== null && { after }),
      ...(prepared.document.entry.reentry.kind === 'afterDays' && {
        history: (ids: readonly string[]) => startHistory(manager, { workspaceId, automationId, date }, ids),
      }),
    });
    const matches = page.decided.flatMap(toMatch);
    const newcomers = await importedSince(manager, workspaceId, matches, at);
    const isNew = ({ accountId }: Match): boolean => newcomers.has(accountId);
    await skipKeys(manager, workspaceId, { automationId, date }, matches.filter(isNew));
    await saveMatches(
      manager,
      { workspaceId, automationId, timeZone, date, version, lateData: true, now },
      matches.filter((match) => !isNew(match)),
    );
    after = page.last;
  } while (after !== null);
}

/** An import of more rows than this starts its new accounts like a first publish (S12). */
const LARGE_IMPORT = 1_000;

/** Accounts that a large import created after an instant: what they would have entered before is backlog (S12). */
async function importedSince(
  manager: EntityManager,
  workspaceId: string,
  matches: readonly Match[],
  at: Date,
): Promise<Set<string>> {
  const rows = await manager.query<{ accountId: string }[]>(
    `select a.account_id as "accountId" from accounts a
     join imports i on i.workspace_id = a.workspace_id and i.import_id = a.import_id
     where a.workspace_id = $1 and a.account_id = any ($2) and a.created_at > $3 and i.lines_read > $4`,
    [workspaceId, matches.map(({ accountId }) => accountId), at, LARGE_IMPORT],
  );
  return new Set(rows.map(({ accountId }) => accountId));
}

async function skipKeys(
  manager: EntityManager,
  workspaceId: string,
  of: { automationId: string; date: string },
  matches: readonly Match[],
): Promise<void> {
  const keys = matches.map((match) => ({ ...match, ...of, path: match.path.join('>'), journeyId: null }));
  await takeEntryKeys(manager, workspaceId, keys);
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
