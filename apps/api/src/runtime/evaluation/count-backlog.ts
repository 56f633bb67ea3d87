import { addDays } from '@dunwell/engine';
import type { BacklogCount, Backlog, Reach } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { catalogueContext } from '../../automations/catalogue-context.js';
import { momentFor, zonesInUse } from '../../billing/billing-reader.js';
import { onlyRow } from '../../platform/must.js';
import { automationInWorkspace } from '../decide/automation-in-workspace.js';
import { workspaceLimits } from '../decide/workspace-limits.js';
import { entryPages } from '../decide/entry-pages.js';
import { firstDateAfter } from './due-dates.js';
import { OVERDUE, ReachCount } from './reach.js';
import { holdingLostPath } from './renamed-paths.js';
import { toMatch } from './save-matches.js';
import { hasBacklog } from './skip-keys.js';

/** A version that was just published. */
export interface Published {
  automationId: string;
  document: AutomationDocument;
  publishedAt: Date;
}

/**
 * Whom a publish finds (S12), in every zone: how many would have entered on the date before the first and what they owe
 * past due, of a re-publish only those whose key lies under a path that is gone. Rules that enter on every match have no
 * backlog: for them, whom the first date reaches if nothing changes.
 */
export async function countBacklog(
  manager: EntityManager,
  workspaceId: string,
  { automationId, document, publishedAt }: Published,
  treatment: Backlog,
): Promise<BacklogCount> {
  const nobody: Reach = { subjects: 0, overdue: [] };
  const { trigger, entry } = document;
  if (trigger.kind !== 'schedule') return { treatment, ...nobody, firstDate: null };
  const withBacklog = hasBacklog(entry.reentry);
  const isNews = !withBacklog || !(await wasEvaluated(manager, workspaceId, automationId));
  const automation = automationInWorkspace(workspaceId, document, {
    context: await catalogueContext(manager, workspaceId),
    limits: await workspaceLimits(manager, workspaceId),
  });
  const found = new ReachCount();
  const today = publishedAt.toISOString().slice(0, 10);
  for (const zone of await zonesInUse(manager, workspaceId, today)) {
    const firstDate = firstDateAfter(trigger, zone, publishedAt.getTime());
    const moment = momentFor(trigger, withBacklog ? addDays(firstDate, -1) : firstDate, zone);
    const query = { automation, moment, inZoneOnly: true, narrow: true };
    for await (const { decided } of entryPages(manager, { ...query, alsoRead: [OVERDUE] })) {
      const matches = decided.flatMap(toMatch);
      const held = isNews
        ? new Set(matches.map(({ subjectId }) => subjectId))
        : await holdingLostPath(manager, { workspaceId, automationId }, document, matches);
      found.add(decided, held);
    }
  }
  return withBacklog
    ? { treatment, ...found.toReach(), firstDate: null }
    : { treatment, ...nobody, firstDate: found.toReach() };
}

async function wasEvaluated(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<boolean> {
  const rows = await manager.query<{ found: boolean }[]>(
    `select exists (
       select from evaluations where workspace_id = $1 and automation_id = $2
     ) as found`,
    [workspaceId, automationId],
  );
  return onlyRow(rows).found;
}
