import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { routePattern } from '../http/route-pattern.js';
import type { Metrics } from './metrics.js';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts answers and how long they took, by the route's pattern. */
export function requestMetrics(metrics: Metrics): RequestHandler {
  const durations = metrics.histogram({
    name: 'dunwell_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: BUCKETS,
  });
  return (request: Request, response: Response, next: NextFunction) => {
    const stop = durations.startTimer();
    response.once('close', () => {
      stop({ method: request.method, route: routePattern(request), status: response.statusCode });
    });
    next();
  };
}
