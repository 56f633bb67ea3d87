import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { BEFORE_ALL_DATES, WorkspaceZone } from './workspace-zone.entity.js';
import { Workspace } from './workspace.entity.js';

/** A new workspace with nothing in it. */
export async function makeWorkspace(
  manager: EntityManager,
  { name, timeZone = 'UTC' }: { name: string; timeZone?: string },
  now: Date,
): Promise<string> {
  const workspaceId = newId();
  await manager.insert(Workspace, { workspaceId, name, createdAt: now });
  await manager.insert(WorkspaceZone, { workspaceId, fromDate: BEFORE_ALL_DATES, timeZone });
  return workspaceId;
}
