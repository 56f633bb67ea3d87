import type { Request } from 'express';

export const SESSION_COOKIE = 'dunwell_session';

/** The token of the session a request belongs to. */
export function readSessionCookie(request: Request): string | undefined {
  for (const part of request.get('Cookie')?.split(';') ?? []) {
    const [name, value] = part.split('=', 2);
    if (name?.trim() === SESSION_COOKIE) return value?.trim();
  }
  return undefined;
}
