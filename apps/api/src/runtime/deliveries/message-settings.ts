import type { WorkspaceSettings } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { readSettings } from '../../identity/settings/read-settings.js';
import { onlyRow } from '../../platform/must.js';

/** What a workspace says in each of its effects: its name, and what it has decided. */
export interface MessageSettings {
  name: string;
  settings: WorkspaceSettings;
}

export async function messageSettings(manager: EntityManager, workspaceId: string): Promise<MessageSettings> {
  const rows = await manager.query<{ name: string }[]>(
    'select name from workspaces where workspace_id = $1',
    [workspaceId],
  );
  return { name: onlyRow(rows).name, settings: await readSettings(manager, workspaceId) };
}
