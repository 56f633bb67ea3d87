import type { AuditAction } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock/clock.js';
import { ownWorkspaces } from '../people/person-store.js';
import { auditTimes } from './audit-times.js';
import { recordAudit, type AuditedChange } from './record-audit.js';

/** Somebody who changes something of their own. */
export interface Oneself {
  personId: string;
  name: string;
  requestId: string;
}

/** Writes what somebody changed about themselves into the log of every workspace they belong to. */
export async function recordAboutPerson(
  manager: EntityManager,
  clock: Clock,
  { personId, name, requestId }: Oneself,
  change: { action: AuditAction } & Pick<AuditedChange, 'before' | 'after'>,
): Promise<void> {
  const times = await auditTimes(clock, manager);
  const actor = { kind: 'person', id: personId, name } as const;
  for (const { id: workspaceId } of await ownWorkspaces(manager, personId)) {
    await recordAudit(manager, { workspaceId, actor, requestId, ...times }, [
      { ...change, subject: { kind: 'person', key: personId } },
    ]);
  }
}
