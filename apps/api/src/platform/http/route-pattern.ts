import type { Request } from 'express';

/** `/api/v1/accounts/:key`; express knows it once the request has found its handler, `none` before. */
export function routePattern(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : 'none';
}
