import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Log } from '../logging/log.js';
import type { AppRequest } from './app-request.js';
import { routePattern } from './route-pattern.js';

/** Writes one line per answer: the route's pattern, since URLs hold customers' keys, and never a body. */
export function requestLog(log: Log): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const started = process.hrtime.bigint();
    response.once('close', () => {
      const { requestId, workspaceId } = request as AppRequest;
      log.info('request', {
        requestId,
        workspaceId,
        method: request.method,
        route: routePattern(request),
        status: response.statusCode,
        finished: response.writableFinished,
        milliseconds: Number((process.hrtime.bigint() - started) / 10_000n) / 100,
      });
    });
    next();
  };
}
