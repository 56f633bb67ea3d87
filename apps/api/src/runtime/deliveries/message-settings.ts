import type { Sender } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { readSettings } from '../../identity/settings/read-settings.js';
import { onlyRow } from '../../platform/must.js';

/** What a workspace says in each of its messages. */
export interface MessageSettings {
  name: string;
  paymentPage: string | null;
  sender: Sender;
}

export async function messageSettings(manager: EntityManager, workspaceId: string): Promise<MessageSettings> {
  const rows = await manager.query<{ name: string }[]>(
    'select name from workspaces where workspace_id = $1',
    [workspaceId],
  );
  const { paymentPage, sender } = await readSettings(manager, workspaceId);
  return { name: onlyRow(rows).name, paymentPage, sender };
}
