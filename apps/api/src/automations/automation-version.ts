import type { Backlog } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** An immutable published document (S16). */
export interface VersionRecord {
  version: number;
  document: AutomationDocument;
  backlog: Backlog;
  note: string | null;
  publishedAt: Date;
  publishedBy: string;
}

/** Every published version of an automation, newest first. */
export async function listVersions(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<VersionRecord[]> {
  return manager.query<VersionRecord[]>(
    `select version, document, backlog, note, published_at as "publishedAt", published_by as "publishedBy"
     from automation_versions where workspace_id = $1 and automation_id = $2 order by version desc`,
    [workspaceId, automationId],
  );
}

/** One version, or null where the automation has none of that number. */
export async function findVersion(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  version: number,
): Promise<VersionRecord | null> {
  const rows = await manager.query<VersionRecord[]>(
    `select version, document, backlog, note, published_at as "publishedAt", published_by as "publishedBy"
     from automation_versions where workspace_id = $1 and automation_id = $2 and version = $3`,
    [workspaceId, automationId, version],
  );
  return rows[0] ?? null;
}
