import { ROLE_PERMISSIONS, type Permission, type Role } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import type { Caller } from '../../platform/http/app-request.js';
import { refuseGrantingMore } from '../access/grants.js';
import { auditTimes } from '../audit/audit-times.js';
import { recordAudit } from '../audit/record-audit.js';
import { leaveWorkspace } from '../sessions/session-store.js';
import {
  deleteMembership,
  findMember,
  hasAdmin,
  lockMembers,
  updateRole,
  type StoredMember,
} from './member-store.js';

/** Who belongs to a workspace, as what. There is always an admin, so that nobody is locked out. */
@Injectable()
export class Members {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** It counts from the next request on. */
  async changeRole(
    caller: Caller & { permissions: readonly Permission[] },
    personId: string,
    role: Role,
  ): Promise<StoredMember> {
    refuseGrantingMore(caller.permissions, ROLE_PERMISSIONS[role]);
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const member = await lockedMember(manager, workspaceId, personId);
      if (member.role === role) return member;
      await updateRole(manager, { workspaceId, personId, role });
      await refuseWithoutAdmin(manager, workspaceId);
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        {
          action: 'person.roleChanged',
          subject: { kind: 'person', key: personId },
          before: { name: member.name, role: member.role },
          after: { name: member.name, role },
        },
      ]);
      return { ...member, role };
    });
  }

  /** Their sessions go on in another workspace of theirs, if there is one. */
  async remove(caller: Caller, personId: string): Promise<void> {
    const { workspaceId } = caller;
    await this.dataSource.transaction(async (manager) => {
      const { name, email, role } = await lockedMember(manager, workspaceId, personId);
      await deleteMembership(manager, { workspaceId, personId });
      await refuseWithoutAdmin(manager, workspaceId);
      await leaveWorkspace(manager, { workspaceId, personId });
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        {
          action: 'person.removed',
          subject: { kind: 'person', key: personId },
          before: { name, email, role },
        },
      ]);
    });
  }
}

async function lockedMember(
  manager: EntityManager,
  workspaceId: string,
  personId: string,
): Promise<StoredMember> {
  await lockMembers(manager, workspaceId);
  const member = await findMember(manager, workspaceId, personId);
  if (!member) throw notFound('person', personId);
  return member;
}

/** Asked after the change, inside its transaction: whoever would take away the last one changes nothing. */
async function refuseWithoutAdmin(manager: EntityManager, workspaceId: string): Promise<void> {
  if (await hasAdmin(manager, workspaceId)) return;
  throw conflict('lastAdmin', 'This is the only admin of the workspace. Make somebody else one first.');
}
