import type { WorkspaceLimits } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { readSettings } from '../../identity/settings/read-settings.js';

/** When a workspace's messages to customers may leave and how many; its automations only tighten it (S14). */
export async function workspaceLimits(manager: EntityManager, workspaceId: string): Promise<WorkspaceLimits> {
  const { sendWindow, holidays, contactCap } = await readSettings(manager, workspaceId);
  return {
    ...(sendWindow && { sendWindow }),
    skipHolidays: holidays.always,
    holidays: holidays.dates,
    contactCap,
  };
}
