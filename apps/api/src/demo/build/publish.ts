import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { lockAutomation, type AutomationRecord } from '../../automations/automation-record.js';
import { changeStatus } from '../../automations/change-status.js';
import { publishVersion } from '../../automations/publish-version.js';
import { createAutomation } from '../../automations/save-draft.js';
import type { WriteTime } from './write-rows.js';

/** Saves a document as a draft; answers its id. */
export function draft(
  manager: EntityManager,
  { workspaceId, now }: WriteTime,
  { document, by }: { document: AutomationDocument; by: string },
): Promise<string> {
  return createAutomation(manager, { workspaceId, document, by, now });
}

/** Puts a draft live; who matched on the date before is left alone (S12). */
export async function publish(
  manager: EntityManager,
  { workspaceId, now }: WriteTime,
  { automationId, by, note }: { automationId: string; by: string; note: string },
): Promise<void> {
  const automation = await locked(manager, workspaceId, automationId);
  await publishVersion(manager, { workspaceId, automation, backlog: 'skip', note, by, now });
}

export async function pause(
  manager: EntityManager,
  { workspaceId, now }: WriteTime,
  { automationId, by }: { automationId: string; by: string },
): Promise<void> {
  const automation = await locked(manager, workspaceId, automationId);
  await changeStatus(manager, workspaceId, automation, { change: 'pause', by, now });
}

async function locked(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord> {
  const automation = await lockAutomation(manager, workspaceId, automationId);
  if (!automation) throw new Error(`The automation ${automationId} is gone.`);
  return automation;
}
