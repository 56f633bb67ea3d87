import { createHash, randomBytes } from 'node:crypto';

/** A new key: the prefix lets people and secret scanners recognise it. */
export function newApiKeyToken(): string {
  return `dwk_${randomBytes(24).toString('base64url')}`;
}

/** Keys are long and random, so a plain hash keeps them; a slow one would only slow every request. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
