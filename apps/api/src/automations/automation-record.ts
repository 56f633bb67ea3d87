import type { Automation, AutomationStatus, AutomationWithDraft } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** An automation as stored, with its draft and whether that says something else than the live version. */
export interface AutomationRecord {
  automationId: string;
  name: string;
  status: AutomationStatus;
  liveVersion: number | null;
  document: AutomationDocument;
  revision: number;
  savedAt: Date;
  createdAt: Date;
  draftDiffers: boolean;
}

const COLUMNS = `
  a.automation_id as "automationId", a.name, a.status, a.live_version as "liveVersion", a.document, a.revision,
  a.saved_at as "savedAt", a.created_at as "createdAt",
  (v.revision is null or v.document::jsonb <> a.document::jsonb) as "draftDiffers"
  from automations a
  left join automation_versions v
    on v.workspace_id = a.workspace_id and v.automation_id = a.automation_id and v.version = a.live_version`;

/** One automation of a workspace, or null. */
export async function findAutomation(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord | null> {
  const rows = await manager.query<AutomationRecord[]>(
    `select ${COLUMNS} where a.workspace_id = $1 and a.automation_id = $2`,
    [workspaceId, automationId],
  );
  return rows[0] ?? null;
}

/** The same, locked against every other change until the transaction ends. */
export async function lockAutomation(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord | null> {
  await manager.query(`select from automations where workspace_id = $1 and automation_id = $2 for update`, [
    workspaceId,
    automationId,
  ]);
  return findAutomation(manager, workspaceId, automationId);
}

/** Automations in order of creation (ids are made in order of time), those of one name, one status or one id. */
export async function listAutomations(
  manager: EntityManager,
  workspaceId: string,
  filter: {
    automationId?: string | undefined;
    name?: string | undefined;
    status?: AutomationStatus | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<AutomationRecord[]> {
  return manager.query<AutomationRecord[]>(
    `select ${COLUMNS}
     where a.workspace_id = $1 and ($2::text is null or a.name = $2) and ($3::uuid is null or a.automation_id > $3)
       and ($5::text is null or a.status = $5) and ($6::uuid is null or a.automation_id = $6)
     order by a.automation_id limit $4`,
    [
      workspaceId,
      filter.name ?? null,
      filter.after ?? null,
      filter.limit,
      filter.status ?? null,
      filter.automationId ?? null,
    ],
  );
}

/** As the API shows it. */
export function toAutomation(record: AutomationRecord): Automation {
  return {
    id: record.automationId,
    name: record.name,
    status: record.status,
    revision: record.revision,
    liveVersion: record.liveVersion,
    draftDiffers: record.draftDiffers,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.savedAt.toISOString(),
  };
}

export function toAutomationWithDraft(record: AutomationRecord): AutomationWithDraft {
  return { ...toAutomation(record), draft: record.document };
}
