import type { Runnable } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { RUNNABLE_ACTIONS } from '../connectors/connectors.js';
import { readSettings } from '../identity/settings/read-settings.js';

/** What the runtime can run today; publishing anything else is refused with a problem of its own. */
export const RUNNABLE: Runnable = {
  stepKinds: ['action', 'wait', 'waitFor', 'branch', 'repeat', 'exit'],
  actionKinds: RUNNABLE_ACTIONS,
  triggerKinds: ['schedule', 'event', 'manual'],
  undo: false,
};

/** The same in a workspace: whether somebody carries out its money and service actions is for it to say. */
export async function runnableIn(manager: EntityManager, workspaceId: string): Promise<Runnable> {
  const { provider } = await readSettings(manager, workspaceId);
  return { ...RUNNABLE, provider: provider !== null };
}
