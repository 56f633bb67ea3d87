import { ROLE_PERMISSIONS, ROLES, type Permission, type Role } from '@dunwell/contract';
import { AppError } from '../../platform/http/app-error.js';

const MEANINGS: Readonly<Record<Permission, string>> = {
  read: 'see the workspace',
  work: 'do the daily work: holds, tasks, tags, what is missed or needs attention',
  billing: 'send billing data in',
  edit: 'change drafts and try them',
  publish: 'decide what runs',
  admin: 'change settings, people and keys',
};

const KEY_HELP = 'Send a key of the workspace as "Authorization: Bearer dwk_…".';

export const nobodySignedIn = (): AppError =>
  unauthenticated('unauthenticated', `This needs somebody who is signed in, or a key. Sign in. ${KEY_HELP}`);

export const sessionOver = (): AppError =>
  unauthenticated('sessionOver', 'You are not signed in any more. Sign in again.');

/** By what a key turned out to be. */
export const KEY_REFUSALS: Readonly<Record<'unknown' | 'revoked' | 'expired', () => AppError>> = {
  unknown: () => unauthenticated('unauthenticated', `The key is not known. ${KEY_HELP}`),
  revoked: () => unauthenticated('keyRevoked', 'The key was revoked. Ask an admin for another.'),
  expired: () => unauthenticated('keyExpired', 'The key has expired. Ask an admin for another.'),
};

function unauthenticated(code: string, message: string): AppError {
  return new AppError({ code, status: 401, message });
}

export const personLacks = (permission: Permission, role: Role): AppError =>
  lacks(
    permission,
    `Your role here is ${role}; ${rolesWith(permission)} may. Ask an admin for another role, or one of them to do it.`,
  );

export const keyLacks = (permission: Permission, key: string): AppError =>
  lacks(permission, `The key "${key}" does not have it. Ask an admin for one that does.`);

function lacks(permission: Permission, who: string): AppError {
  return new AppError({
    code: 'forbidden',
    status: 403,
    message: `This needs the permission "${permission}" (${MEANINGS[permission]}). ${who}`,
    members: { permission },
  });
}

function rolesWith(permission: Permission): string {
  const names = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission)).map((role) => `${role}s`);
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

export const onlyForPeople = (): AppError =>
  forbidden('onlyForPeople', 'This is about the person who is signed in; a key is nobody. Sign in instead.');

export const inNoWorkspace = (): AppError =>
  forbidden(
    'inNoWorkspace',
    'You are in no workspace any more. Ask an admin of yours to invite you, or change to another one.',
  );

export const foreignPage = (): AppError =>
  forbidden(
    'foreignPage',
    'A browser may change something only from the pages of this server. Where it is reached by another address, set DUNWELL_PUBLIC_URL to that.',
  );

export const provenanceUnknown = (): AppError =>
  forbidden(
    'foreignPage',
    'Nothing says which page this comes from (Sec-Fetch-Site or Origin). Programs use a key instead of a session.',
  );

/** A route that does not say who may use it is nobody's. */
export const accessNotDeclared = (): AppError =>
  forbidden('accessNotDeclared', 'This route does not say who may use it, so nobody may. Report it.');

function forbidden(code: string, message: string): AppError {
  return new AppError({ code, status: 403, message });
}
