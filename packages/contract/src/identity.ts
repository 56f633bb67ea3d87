import type { Permission, Role } from './permissions.js';

/** How many characters a password has. */
export const PASSWORD_LENGTH = { min: 8, max: 200 } as const;

/** Somebody who signs in; one person has one email address, in lower case. */
export interface Person {
  id: string;
  email: string;
  name: string;
}

/** A workspace somebody belongs to, and as what. */
export interface OwnWorkspace {
  id: string;
  name: string;
  role: Role;
}

/** `GET /api/v1/session`: who is signed in, and what they may do where they are. */
export interface Session {
  person: Person;
  /** The workspace that requests are about; null: the person belongs to none any more. */
  workspace: OwnWorkspace | null;
  /** What the person may do in it. */
  permissions: Permission[];
  /** Every workspace the person can change to, by name. */
  workspaces: OwnWorkspace[];
}

/** `POST /api/v1/session`. */
export interface SignInRequest {
  email: string;
  password: string;
}

/** A device on which somebody is signed in. */
export interface OpenSession {
  id: string;
  /** The one that asks. */
  current: boolean;
  /** What the browser calls itself; null: it said nothing. */
  userAgent: string | null;
  signedInAt: string;
  /** To the minute. */
  lastSeenAt: string;
}

/** `POST /api/v1/sign-in-links/use`: the first person of an installation, who becomes its admin. */
export interface FirstPersonRequest {
  token: string;
  name: string;
  email: string;
  password: string;
}

/** `POST /api/v1/password-resets/confirm`. */
export interface NewPasswordRequest {
  token: string;
  password: string;
}

/** Somebody with a role in the workspace. */
export interface Member extends Person {
  role: Role;
  since: string;
  /** When they last did something in any workspace, to the minute; null: they are signed in nowhere. */
  lastSeenAt: string | null;
}

/** Somebody as everybody in the workspace may know them: to assign work to. */
export interface Colleague {
  id: string;
  name: string;
  /** What work is assigned by. */
  email: string;
}

/** What became of an invitation's mail. */
export type InvitationMail = 'sent' | 'failed' | 'noMailServer';

/** An invitation that has been neither accepted nor withdrawn. */
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
}

/** `POST /api/v1/invitations`: told once. */
export interface NewInvitation extends Invitation {
  mail: InvitationMail;
  /** To hand over by hand where the mail did not leave; null where it did. */
  link: string | null;
}

/** `POST /api/v1/invitations/look-up`: what the holder of its link may know. */
export interface InvitationDetails {
  email: string;
  role: Role;
  workspace: string;
  invitedBy: string;
  /** There is a person with this address: they sign in and accept; everybody else chooses name and password. */
  hasAccount: boolean;
}

/** `POST /api/v1/invitations/accept`: name and password of somebody new; neither of somebody signed in. */
export interface AcceptInvitationRequest {
  token: string;
  name?: string;
  password?: string;
}

/** A key for programs. */
export interface ApiKey {
  id: string;
  name: string;
  /** Its first characters, to know it again; null of keys made before they were kept. */
  begins: string | null;
  permissions: Permission[];
  /** Who made it; null: the first start. */
  createdBy: string | null;
  createdAt: string;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
  /** null: it does not expire. */
  expiresAt: string | null;
}

/** `POST /api/v1/api-keys`. */
export interface CreateApiKeyRequest {
  name: string;
  permissions: Permission[];
  /** An instant to come; no end when absent. */
  expiresAt?: string;
}

/** The answer to it: the only time the token is told. */
export interface NewApiKey extends ApiKey {
  token: string;
}
