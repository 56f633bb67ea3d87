import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A secret nobody can guess: of a session, an invitation, a link that is used once. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Tokens are long and random, so a plain hash keeps them; a slow one would only slow every request. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
