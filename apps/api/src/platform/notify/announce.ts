import type { LiveTopic } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';

/** What processes tell each other of: what operators watch, and that something waits to be sent. */
export type AnnouncedTopic = LiveTopic | 'outgoing';

export const CHANNEL = 'dunwell';

/** The same to everybody: of what changes for all workspaces at once. */
export async function announceToAll(
  manager: Pick<EntityManager | DataSource, 'query'>,
  topic: AnnouncedTopic,
): Promise<void> {
  await manager.query(`select pg_notify($1, workspace_id || ' ' || $2) from workspaces`, [CHANNEL, topic]);
}

/**
 * Tells every process, once the transaction has committed, that something of a workspace has changed; said several times
 * in one transaction it is told once. Nothing may depend on it: who did not hear it finds out by looking.
 */
export async function announce(
  manager: Pick<EntityManager | DataSource, 'query'>,
  workspaceId: string,
  topic: AnnouncedTopic,
): Promise<void> {
  await manager.query('select pg_notify($1, $2)', [CHANNEL, `${workspaceId} ${topic}`]);
}
