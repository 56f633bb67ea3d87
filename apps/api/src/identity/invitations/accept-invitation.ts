import type { InvitationDetails } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { conflict, invalidRequest } from '../../platform/http/app-error.js';
import { auditTimes } from '../audit/audit-times.js';
import { recordAudit } from '../audit/record-audit.js';
import { hashPassword } from '../passwords/passwords.js';
import { findPersonByEmail, insertMembership, insertPerson } from '../people/person-store.js';
import { linkOver } from '../refused-links.js';
import { changeWorkspace, type FoundSession } from '../sessions/session-store.js';
import { Sessions } from '../sessions/sessions.js';
import type { Begun } from '../sessions/sign-in.js';
import type { Visitor } from '../sessions/visitor.js';
import { hashToken } from '../tokens.js';
import { findInvitation, useInvitation, type StoredInvitation } from './invitation-store.js';

export interface Acceptance {
  token: string;
  name?: string;
  password?: string;
}

/** Coming into a workspace by an invitation: as somebody new, or as who one is signed in as. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  async lookUp(token: string): Promise<InvitationDetails> {
    const { email, role, workspace, invitedBy } = await this.find(token);
    const person = await findPersonByEmail(this.dataSource, email);
    return { email, role, workspace, invitedBy, hasAccount: person !== undefined };
  }

  /** Somebody who has an account is asked for it: the link alone must not let in to their other workspaces. */
  async asSomebodyNew(
    { token, name, password }: Acceptance,
    { userAgent, requestId }: Visitor & { requestId: string },
  ): Promise<Begun> {
    const { email } = await this.find(token);
    if (await findPersonByEmail(this.dataSource, email)) throw signInFirst(email);
    if (name === undefined || password === undefined) throw nameAndPasswordNeeded(name, password);
    const person = { id: newId(), email, name, passwordHash: await hashPassword(password) };
    return this.dataSource.transaction(async (manager) => {
      const invitation = await useOrRefuse(manager, token);
      const isNew = await insertPerson(manager, person, this.clock.machineNow());
      if (!isNew) throw signInFirst(email);
      await this.join(manager, invitation, { person, requestId });
      const { workspaceId } = invitation;
      const begun = await this.sessions.begin(manager, { personId: person.id, workspaceId, userAgent });
      return { personId: person.id, ...begun };
    });
  }

  /** The session goes on in the workspace. */
  async asSignedIn(token: string, session: FoundSession, requestId: string): Promise<void> {
    const { email } = await this.find(token);
    const { personId, sessionId, name } = session;
    const person = await findPersonByEmail(this.dataSource, email);
    if (person?.id !== personId) throw signedInAsAnother(email);
    await this.dataSource.transaction(async (manager) => {
      const invitation = await useOrRefuse(manager, token);
      await this.join(manager, invitation, { person: { id: personId, email, name }, requestId });
      await changeWorkspace(manager, sessionId, invitation.workspaceId);
    });
  }

  private async find(token: string) {
    const invitation = await findInvitation(this.dataSource, hashToken(token), this.clock.machineNow());
    if (!invitation) throw tooLate();
    return invitation;
  }

  private async join(
    manager: EntityManager,
    { workspaceId, role, invitedBy }: StoredInvitation,
    { person, requestId }: { person: { id: string; email: string; name: string }; requestId: string },
  ): Promise<void> {
    const { id: personId, email, name } = person;
    const isNew = await insertMembership(manager, { workspaceId, personId, role }, this.clock.machineNow());
    if (!isNew) return;
    const authorship = {
      workspaceId,
      actor: { kind: 'person', id: personId, name } as const,
      requestId,
      ...(await auditTimes(this.clock, manager)),
    };
    await recordAudit(manager, authorship, [
      {
        action: 'person.joined',
        subject: { kind: 'person', key: personId },
        after: { name, email, role, invitedBy },
      },
    ]);
  }
}

async function useOrRefuse(manager: EntityManager, token: string): Promise<StoredInvitation> {
  const invitation = await useInvitation(manager, hashToken(token));
  if (!invitation) throw tooLate();
  return invitation;
}

const tooLate = () => linkOver('Ask who invited you for another.');

const signInFirst = (email: string) =>
  conflict('signInFirst', `There is an account for ${email}. Sign in to it, then accept the invitation.`);

const signedInAsAnother = (email: string) =>
  conflict('signedInAsAnother', `The invitation is for ${email}. Sign out, then open its link again.`);

function nameAndPasswordNeeded(name: string | undefined, password: string | undefined) {
  const missing = { name, password };
  return invalidRequest(
    Object.entries(missing).flatMap(([path, value]) =>
      value === undefined
        ? [{ path, code: 'required', message: `${path} is required of somebody who has no account yet.` }]
        : [],
    ),
  );
}
