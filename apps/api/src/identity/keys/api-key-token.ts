import { randomBytes } from 'node:crypto';

/** A new key: the prefix lets people and secret scanners recognise it. */
export function newApiKeyToken(): string {
  return `dwk_${randomBytes(24).toString('base64url')}`;
}

/** Enough to know a key again, far too little to guess it. */
const SHOWN = 8;

/** The first characters of a key; fewer of a configured one that is short. */
export function beginningOf(token: string): string {
  return token.slice(0, Math.min(SHOWN, Math.floor(token.length / 4)));
}
