import type { Person } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock/clock.js';
import { auditTimes } from '../audit/audit-times.js';
import { dunwellItself, type Author } from '../audit/author.js';
import { recordAudit } from '../audit/record-audit.js';

/** Makes the first person the admin of every workspace there is; without a request the system did it. */
export async function joinEveryWorkspace(
  manager: EntityManager,
  clock: Clock,
  { id, name, email }: Person,
  requestId: string | null,
): Promise<void> {
  const workspaces = await manager.query<{ workspaceId: string }[]>(
    `insert into memberships (workspace_id, person_id, role, since)
     select workspace_id, $1, 'admin', $2 from workspaces returning workspace_id as "workspaceId"`,
    [id, clock.machineNow()],
  );
  const times = await auditTimes(clock, manager);
  for (const { workspaceId } of workspaces) {
    const author: Author =
      requestId === null
        ? dunwellItself(workspaceId)
        : { workspaceId, actor: { kind: 'person', id, name }, requestId };
    await recordAudit(manager, { ...author, ...times }, [
      {
        action: 'person.joined',
        subject: { kind: 'person', key: id },
        after: { name, email, role: 'admin' },
      },
    ]);
  }
}
