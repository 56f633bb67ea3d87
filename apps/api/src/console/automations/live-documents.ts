import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** The documents that decide, or did when they were paused, of those automations that were ever published, by id. */
export async function liveDocuments(
  manager: EntityManager,
  workspaceId: string,
  automationIds: readonly string[],
): Promise<Map<string, AutomationDocument>> {
  const rows = await manager.query<{ automationId: string; document: AutomationDocument }[]>(
    `select a.automation_id as "automationId", v.document
     from automations a
     join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.automation_id
       and v.version = a.live_version
     where a.workspace_id = $1 and a.automation_id = any ($2::uuid[])`,
    [workspaceId, automationIds],
  );
  return new Map(rows.map(({ automationId, document }) => [automationId, document]));
}
