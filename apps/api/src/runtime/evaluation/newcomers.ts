import { addDays } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { momentFor } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import { entryPages } from '../decide/entry-pages.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { firstDateAfter } from './due-dates.js';
import { saveMatches, toMatch } from './save-matches.js';
import { hasBacklog, skipKeys } from './skip-keys.js';

/** An import of more rows than this starts its new accounts like a first publish (S12). */
const LARGE_IMPORT = 1_000;

/** Those of some accounts that a large import created, with the instant they came. */
export async function largeImportAccounts(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await manager.query<{ accountId: string; createdAt: Date }[]>(
    `select a.account_id as "accountId", a.created_at as "createdAt" from accounts a
     join imports i on i.workspace_id = a.workspace_id and i.import_id = a.import_id
     where a.workspace_id = $1 and a.account_id = any ($2) and i.lines_read > $3`,
    [workspaceId, accountIds, LARGE_IMPORT],
  );
  return new Map(rows.map(({ accountId, createdAt }) => [accountId, createdAt.getTime()]));
}

interface LiveLane {
  automationId: string;
  timeZone: string;
  version: number;
  /** Since when it has evaluated; whoever was there before is its own backlog, if anybody's. */
  begunAt: Date;
  /** The last date that has read its facts. */
  lastDate: string;
}

/**
 * What newcomers would have entered on the date before their first is backlog: skipped, or included where the publish
 * said so (S12). Does nothing once their first date is evaluated.
 */
export async function treatAsBacklog(
  manager: EntityManager,
  workspaceId: string,
  newcomers: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  if (newcomers.size === 0) return;
  const versions = new VersionsInWorkspace(manager, workspaceId);
  for (const { automationId, timeZone, version, begunAt, lastDate } of await liveLanes(
    manager,
    workspaceId,
  )) {
    const automation = await versions.get(automationId, version);
    const { trigger, entry } = automation.prepared.document;
    if (trigger.kind !== 'schedule' || !hasBacklog(entry.reentry)) continue;
    const byFirstDate = groupBy(
      [...newcomers].filter(([, createdAt]) => createdAt >= begunAt.getTime()),
      ([, createdAt]) => firstDateAfter(trigger, timeZone, createdAt),
    );
    for (const [firstDate, group] of byFirstDate) {
      if (lastDate >= firstDate) continue;
      const date = addDays(firstDate, -1);
      const pages = entryPages(manager, {
        automation,
        moment: momentFor(trigger, date, timeZone),
        inZoneOnly: true,
        narrow: true,
        accountIds: group.map(([accountId]) => accountId),
      });
      for await (const { decided } of pages) {
        const matches = decided.flatMap(toMatch);
        const of = { workspaceId, automationId, timeZone, date, version, lateData: true, now };
        await (automation.backlog === 'skip'
          ? skipKeys(manager, of, matches)
          : saveMatches(manager, of, matches));
      }
    }
  }
}

/** The lanes of live automations that have begun: one that has not decides its own backlog. */
async function liveLanes(manager: EntityManager, workspaceId: string): Promise<LiveLane[]> {
  return manager.query<LiveLane[]>(
    `select l.automation_id as "automationId", l.time_zone as "timeZone", a.live_version as version,
       min(e.at) as "begunAt", max(e.business_date) as "lastDate"
     from evaluation_lanes l
     join automations a on a.workspace_id = l.workspace_id and a.automation_id = l.automation_id
     join evaluations e
       on e.workspace_id = l.workspace_id and e.automation_id = l.automation_id and e.time_zone = l.time_zone
     where l.workspace_id = $1 and a.status = 'live' and e.kind = 'scheduled' and (e.status <> 'due' or e.cursor is not null)
     group by l.automation_id, l.time_zone, a.live_version`,
    [workspaceId],
  );
}
