import type { Backlog } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { announce } from '../platform/notify/announce.js';
import type { AutomationRecord } from './automation-record.js';
import { openLivePeriod } from './live-periods.js';
import { onlyRow } from '../platform/must.js';

export interface Publication {
  workspaceId: string;
  /** Locked, and checked for publishing. */
  automation: AutomationRecord;
  backlog: Backlog;
  note: string | null;
  by: string;
  /** Business now: the first date is the first whose instant lies after it (S10). */
  now: Date;
}

/** Makes the draft an immutable version and puts it live; journeys under way stay on theirs (S16). Returns its number. */
export async function publishVersion(manager: EntityManager, publication: Publication): Promise<number> {
  const { workspaceId, automation, now } = publication;
  const rows = await manager.query<{ version: number }[]>(
    `insert into automation_versions
       (workspace_id, automation_id, version, document, revision, backlog, note, published_at, published_by)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8
     from automation_versions where workspace_id = $1 and automation_id = $2
     returning version`,
    [
      workspaceId,
      automation.automationId,
      JSON.stringify(automation.document),
      automation.revision,
      publication.backlog,
      publication.note,
      now,
      publication.by,
    ],
  );
  const { version } = onlyRow(rows);
  await manager.query(
    `update automations set status = 'live', live_version = $3, status_changed_at = $4, status_changed_by = $5
     where workspace_id = $1 and automation_id = $2`,
    [workspaceId, automation.automationId, version, now, publication.by],
  );
  await openLivePeriod(manager, workspaceId, automation.automationId, version, now);
  await announce(manager, workspaceId, 'automations');
  return version;
}
