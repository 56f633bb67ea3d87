import { ROLE_PERMISSIONS, type Session } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { findPerson, ownWorkspaces } from '../people/person-store.js';

/** Who somebody is, where they are and what they may do there. */
export async function readSession(
  database: Pick<EntityManager | DataSource, 'query'>,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<Session> {
  const person = await findPerson(database, personId);
  if (!person) throw new Error(`The person ${personId} of a session is gone.`);
  const [session] = await database.query<{ workspaceId: string | null }[]>(
    'select workspace_id as "workspaceId" from sessions where session_id = $1',
    [sessionId],
  );
  const workspaces = await ownWorkspaces(database, personId);
  const workspace = workspaces.find(({ id }) => id === session?.workspaceId) ?? null;
  const { id, email, name } = person;
  return {
    person: { id, email, name },
    workspace,
    permissions: workspace ? [...ROLE_PERMISSIONS[workspace.role]] : [],
    workspaces,
  };
}
