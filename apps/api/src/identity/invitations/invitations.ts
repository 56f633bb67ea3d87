import { ROLE_PERMISSIONS, type InvitationMail, type Permission, type Role } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import type { Caller } from '../../platform/http/app-request.js';
import { refuseGrantingMore } from '../access/grants.js';
import { auditTimes } from '../audit/audit-times.js';
import { recordAudit } from '../audit/record-audit.js';
import { isMember } from '../people/member-store.js';
import { emailKey } from '../people/person-fields.js';
import { Attempts } from '../throttle/attempts.js';
import { hashToken, newToken } from '../tokens.js';
import { InvitationMails } from './invitation-mails.js';
import { deleteInvitation, saveInvitation, type StoredInvitation } from './invitation-store.js';

const WEEK = 7 * 86_400_000;

/** Asking people into a workspace. */
@Injectable()
export class Invitations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly mails: InvitationMails,
  ) {}

  /** Sends the link, or tells it to who invites where it could not be sent: once, it is kept nowhere. */
  async invite(
    caller: Caller & { permissions: readonly Permission[] },
    { email: typed, role }: { email: string; role: Role },
  ): Promise<StoredInvitation & { mail: InvitationMail; link: string | null }> {
    refuseGrantingMore(caller.permissions, ROLE_PERMISSIONS[role]);
    const { workspaceId, actor } = caller;
    const email = emailKey(typed);
    await this.attempts.take({ kind: 'invitation', email, address: workspaceId });
    const createdAt = this.clock.machineNow();
    const invitation: StoredInvitation = {
      workspaceId,
      id: newId(),
      email,
      role,
      invitedBy: actor.name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + WEEK),
    };
    const token = newToken();
    await this.dataSource.transaction(async (manager) => {
      if (await isMember(manager, workspaceId, email)) throw alreadyMember(email);
      await saveInvitation(manager, invitation, hashToken(token));
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        {
          action: 'invitation.created',
          subject: { kind: 'invitation', key: invitation.id },
          after: { email, role },
        },
      ]);
    });
    return { ...invitation, ...(await this.mails.send(invitation, token)) };
  }

  async withdraw(caller: Caller, invitationId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const withdrawn = await deleteInvitation(manager, caller.workspaceId, invitationId);
      if (!withdrawn) throw notFound('invitation', invitationId);
      const { email, role } = withdrawn;
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        {
          action: 'invitation.withdrawn',
          subject: { kind: 'invitation', key: invitationId },
          before: { email, role },
        },
      ]);
    });
  }
}

const alreadyMember = (email: string) =>
  conflict('alreadyMember', `${email} already belongs to the workspace. Change their role instead.`);
