import type { AuditEntry, AuditFilter } from '../audit.js';
import type {
  AcceptInvitationRequest,
  ApiKey,
  Colleague,
  CreateApiKeyRequest,
  FirstPersonRequest,
  Invitation,
  InvitationDetails,
  Member,
  NewApiKey,
  NewInvitation,
  NewPasswordRequest,
  OpenSession,
  OwnWorkspace,
  Person,
  Session,
  SignInRequest,
} from '../identity.js';
import type { Page } from '../page.js';
import type { Role } from '../permissions.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Signing in, people and their roles, keys, and the log of what they changed. */
export class IdentityClient {
  constructor(private readonly connection: Connection) {}

  /** Signs in: from the answer on, the browser's cookie says who asks. */
  signIn(request: SignInRequest): Promise<Session> {
    return this.connection.json('POST', '/session', { json: request });
  }

  /** Who is signed in; refused (401) where nobody is. */
  getSession(): Promise<Session> {
    return this.connection.json('GET', '/session');
  }

  /** Signs out here. */
  signOut(): Promise<void> {
    return this.connection.done('DELETE', '/session');
  }

  /** Changes to another of one's workspaces. */
  changeWorkspace(workspaceId: string): Promise<Session> {
    return this.connection.json('POST', '/session/workspace', { json: { workspaceId } });
  }

  /** Where one is signed in, the latest first. */
  listSessions(): Promise<{ sessions: OpenSession[] }> {
    return this.connection.json('GET', '/sessions');
  }

  /** Signs out on one device. */
  endSession(id: string): Promise<void> {
    return this.connection.done('DELETE', `/sessions/${encodeURIComponent(id)}`);
  }

  /** Signs out everywhere, here too. */
  signOutEverywhere(): Promise<void> {
    return this.connection.done('DELETE', '/sessions');
  }

  /** Makes the first person of an installation, its admin, by the link of its first start; signs them in. */
  useSignInLink(request: FirstPersonRequest): Promise<Session> {
    return this.connection.json('POST', '/sign-in-links/use', { json: request });
  }

  /** Asks for a link to set a new password; the answer does not tell whether the address is known. */
  requestPasswordReset(email: string): Promise<void> {
    return this.connection.done('POST', '/password-resets', { json: { email } });
  }

  /** Sets a new password by such a link, and ends every session of the person. */
  confirmPasswordReset(request: NewPasswordRequest): Promise<void> {
    return this.connection.done('POST', '/password-resets/confirm', { json: request });
  }

  /** Changes one's own name. */
  rename(name: string): Promise<Person> {
    return this.connection.json('PATCH', '/me', { json: { name } });
  }

  /** Changes one's own password, and ends one's other sessions. */
  changePassword(currentPassword: string, newPassword: string): Promise<void> {
    return this.connection.done('POST', '/me/password', { json: { currentPassword, newPassword } });
  }

  /** Makes another workspace, whose admin one becomes; the session stays where it is. */
  createWorkspace(workspace: { name: string; timeZone?: string }): Promise<OwnWorkspace> {
    return this.connection.json('POST', '/workspaces', { json: workspace });
  }

  /** Who belongs to the workspace, by name. */
  listPeople(page: PageRequest = {}): Promise<Page<Member>> {
    return this.connection.json('GET', '/people', { query: { ...page } });
  }

  /** The names of those who belong to the workspace. */
  listColleagues(): Promise<{ colleagues: Colleague[] }> {
    return this.connection.json('GET', '/colleagues');
  }

  /** Gives somebody another role; there is always an admin. */
  changeRole(personId: string, role: Role): Promise<Member> {
    return this.connection.json('PATCH', `/people/${encodeURIComponent(personId)}`, { json: { role } });
  }

  /** Takes somebody out of the workspace; there is always an admin. */
  removePerson(personId: string): Promise<void> {
    return this.connection.done('DELETE', `/people/${encodeURIComponent(personId)}`);
  }

  /** Invites somebody; another invitation of the same address replaces the former. */
  invite(invitation: { email: string; role: Role }): Promise<NewInvitation> {
    return this.connection.json('POST', '/invitations', { json: invitation });
  }

  /** Invitations that have been neither accepted nor withdrawn, the newest first. */
  listInvitations(page: PageRequest = {}): Promise<Page<Invitation>> {
    return this.connection.json('GET', '/invitations', { query: { ...page } });
  }

  /** Withdraws an invitation: its link ends. */
  withdrawInvitation(id: string): Promise<void> {
    return this.connection.done('DELETE', `/invitations/${encodeURIComponent(id)}`);
  }

  /** What an invitation is about, to whom holds its link. */
  lookUpInvitation(token: string): Promise<InvitationDetails> {
    return this.connection.json('POST', '/invitations/look-up', { json: { token } });
  }

  /** Accepts an invitation, and is signed in to its workspace afterwards. */
  acceptInvitation(request: AcceptInvitationRequest): Promise<Session> {
    return this.connection.json('POST', '/invitations/accept', { json: request });
  }

  /** Keys that have not been revoked, the newest first. */
  listApiKeys(page: PageRequest = {}): Promise<Page<ApiKey>> {
    return this.connection.json('GET', '/api-keys', { query: { ...page } });
  }

  /** Makes a key; its token is in this answer and never again. */
  createApiKey(request: CreateApiKeyRequest): Promise<NewApiKey> {
    return this.connection.json('POST', '/api-keys', { json: request });
  }

  /** Ends a key at once. */
  revokeApiKey(id: string): Promise<void> {
    return this.connection.done('DELETE', `/api-keys/${encodeURIComponent(id)}`);
  }

  /** Who changed what, the newest first. */
  listAudit(filter: PageRequest & AuditFilter = {}): Promise<Page<AuditEntry>> {
    return this.connection.json('GET', '/audit', { query: { ...filter } });
  }
}
