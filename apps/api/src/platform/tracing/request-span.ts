import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';
import { routePattern } from '../http/route-pattern.js';
import { tracer } from './in-span.js';

/** A span for each request, under the caller's own trace where it has one; named by the route's pattern. */
export function requestSpan(request: Request, response: Response, next: NextFunction): void {
  const { method } = request;
  const parent = propagation.extract(context.active(), request.headers);
  const span = tracer().startSpan(method, { kind: SpanKind.SERVER }, parent);
  response.once('close', () => {
    const route = routePattern(request);
    span.updateName(`${method} ${route}`);
    span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
    });
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
}
