import { QueryFailedError, type EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';

/** Classes of PostgreSQL errors that pass: connection, rollback (deadlock), resources, operator intervention, system. */
const PASSING = new Set(['08', '40', '53', '55', '57', '58']);

/** Whether an error says something about this very work, not about the database at this moment. */
export function isAboutTheWork(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return true;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && !PASSING.has(code.slice(0, 2));
}

/** Takes a due delivery that cannot be carried out out of everybody's way and shows it to an operator (S17). */
export async function setAside(manager: EntityManager, workspaceId: string, key: string): Promise<void> {
  await manager.query(
    `update deliveries set status = 'needsAttention', problem_code = 'unexpectedError', held_because = null,
       held_since = null,
       problem = 'Something unexpected went wrong while this was prepared; the log has it. Try it again once it is mended.'
     where workspace_id = $1 and key = $2 and status = 'due'`,
    [workspaceId, key],
  );
  await announce(manager, workspaceId, 'messages');
}
