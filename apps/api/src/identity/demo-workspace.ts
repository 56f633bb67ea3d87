import { IsNull, Not, type EntityManager } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { BEFORE_ALL_DATES, WorkspaceZone } from './workspace-zone.entity.js';
import { Workspace } from './workspace.entity.js';

/** Makes an empty workspace that is a demo and not ready yet; answers its id. */
export async function createDemoWorkspace(
  manager: EntityManager,
  { name, timeZone, machineNow }: { name: string; timeZone: string; machineNow: Date },
): Promise<string> {
  const workspaceId = newId();
  await manager.insert(Workspace, { workspaceId, name, createdAt: machineNow, demo: true });
  await manager.insert(WorkspaceZone, { workspaceId, fromDate: BEFORE_ALL_DATES, timeZone });
  return workspaceId;
}

/** From now on people may see it. */
export async function markDemoReady(
  manager: EntityManager,
  workspaceId: string,
  machineNow: Date,
): Promise<void> {
  await manager.update(Workspace, { workspaceId, demo: true }, { demoReadyAt: machineNow });
}

/** The demo workspaces that a start which was killed has left half done. */
export async function unfinishedDemos(manager: EntityManager): Promise<string[]> {
  const found = await manager.findBy(Workspace, { demo: true, demoReadyAt: IsNull() });
  return found.map(({ workspaceId }) => workspaceId);
}

/** The demo workspace people may see, where there is one: whoever comes in first is to be a member of it too. */
export async function readyDemo(manager: EntityManager): Promise<string | null> {
  const found = await manager.findOneBy(Workspace, { demo: true, demoReadyAt: Not(IsNull()) });
  return found?.workspaceId ?? null;
}

/** Whether nothing may leave a workspace, since the people it speaks of do not exist. */
export async function isDemo(manager: EntityManager, workspaceId: string): Promise<boolean> {
  return manager.existsBy(Workspace, { workspaceId, demo: true });
}
