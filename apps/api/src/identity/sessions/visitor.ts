import type { Request } from 'express';

/** What a request says of whoever is not signed in yet. */
export interface Visitor {
  /** The network address it comes from. */
  address: string | undefined;
  userAgent: string | undefined;
}

export const visitorOf = (request: Request): Visitor => ({
  address: request.ip,
  userAgent: request.get('User-Agent'),
});
