import { addDays, pathConditions, scheduledInstant } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { entryPages } from '../decide/entry-pages.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import type { EvaluationRecord } from './evaluation-record.js';
import type { Lane } from './lanes.js';
import { toMatch, type Match } from './save-matches.js';
import { hasBacklog, skipKeys } from './skip-keys.js';

/**
 * Before the first date of a re-published version: who would have entered on the date before it, and holds a key of
 * the same episode under a path that no longer exists, is backlog, since for them nothing has begun (S12).
 */
export async function skipRenamedPaths(
  manager: EntityManager,
  lane: Lane,
  { date: firstDate, firstOfVersion }: EvaluationRecord,
  automation: ReadyVersion,
): Promise<void> {
  const { document } = automation.prepared;
  const { trigger, entry } = document;
  if (!firstOfVersion || trigger.kind !== 'schedule') return;
  if (automation.backlog === 'include' || !hasBacklog(entry.reentry)) return;
  const date = addDays(firstDate, -1);
  const pages = entryPages(manager, {
    automation,
    moment: { at: scheduledInstant(trigger, date, lane.timeZone), date, zone: lane.timeZone },
    inZoneOnly: true,
    narrow: true,
  });
  for await (const { decided } of pages) {
    const matches = decided.flatMap(toMatch);
    const held = await holdingLostPath(manager, lane, document, matches);
    await skipKeys(
      manager,
      { ...lane, date },
      matches.filter(({ subjectId }) => held.has(subjectId)),
    );
  }
}

/** Subjects of matches that hold a key of the same episode under a path that a document does not have. */
export async function holdingLostPath(
  manager: EntityManager,
  { workspaceId, automationId }: Pick<Lane, 'workspaceId' | 'automationId'>,
  document: AutomationDocument,
  matches: readonly Match[],
): Promise<Set<string>> {
  const paths = pathConditions(document).map(({ path }) => path);
  // Too many to list: nobody can say that one of them is gone.
  if (matches.length === 0 || paths.includes(null)) return new Set();
  const rows = await manager.query<{ subjectId: string }[]>(
    `select distinct m."subjectId"
     from unnest($3::uuid[], $4::text[]) m("subjectId", episode)
     join entry_keys k on k.workspace_id = $1 and k.automation_id = $2 and k.subject_id = m."subjectId"
     where k.path <> all ($5) and regexp_replace(k.entry_key, '${WITHIN_EPISODE}', '') = m.episode`,
    [
      workspaceId,
      automationId,
      matches.map(({ subjectId }) => subjectId),
      matches.map(({ entryKey }) => entryKey.replace(new RegExp(WITHIN_EPISODE), '')),
      paths.flatMap((path) => (path === null ? [] : [path.join('>')])),
    ],
  );
  return new Set(rows.map(({ subjectId }) => subjectId));
}

/** What follows the subject and the episode in an entry key (S11). */
const WITHIN_EPISODE = '/(path|day)=.*$';
