import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { announce } from '../platform/notify/announce.js';
import { newId } from '../platform/database/ids.js';

export interface DraftToSave {
  workspaceId: string;
  document: AutomationDocument;
  /** Who saves, as the audit names them. */
  by: string;
  /** Business now. */
  now: Date;
}

/** A new automation; nothing is evaluated before it is published (S16). */
export async function createAutomation(manager: EntityManager, draft: DraftToSave): Promise<string> {
  const automationId = newId();
  await manager.query(
    `insert into automations (workspace_id, automation_id, name, status, document, revision, saved_at, saved_by, created_at)
     values ($1, $2, $3, 'draft', $4, 1, $5, $6, $5)`,
    [
      draft.workspaceId,
      automationId,
      draft.document.name,
      JSON.stringify(draft.document),
      draft.now,
      draft.by,
    ],
  );
  await announce(manager, draft.workspaceId, 'automations');
  return automationId;
}

/**
 * Replaces the draft if it still is at `revision`; false when somebody saved in between (a stale write changes
 * nothing) or the automation does not exist.
 */
export async function saveDraft(
  manager: EntityManager,
  automationId: string,
  revision: number,
  draft: DraftToSave,
): Promise<boolean> {
  const [, changed] = await manager.query<[unknown, number]>(
    `update automations set name = $4, document = $5, revision = revision + 1, saved_at = $6, saved_by = $7
     where workspace_id = $1 and automation_id = $2 and revision = $3`,
    [
      draft.workspaceId,
      automationId,
      revision,
      draft.document.name,
      JSON.stringify(draft.document),
      draft.now,
      draft.by,
    ],
  );
  await announce(manager, draft.workspaceId, 'automations');
  return changed === 1;
}
