import type { NextFunction, Request, Response } from 'express';
import { newId } from '../database/ids.js';
import type { AppRequest } from './app-request.js';

const HEADER = 'X-Request-Id';
const SANE = /^[\w.:/+=-]{1,100}$/;

/** Gives each request an id, the caller's own if it is harmless, and tells it back. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get(HEADER);
  const id = given !== undefined && SANE.test(given) ? given : newId();
  (request as AppRequest).requestId = id;
  response.setHeader(HEADER, id);
  next();
}
