import type { NestExpressApplication } from '@nestjs/platform-express';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { requestMetrics } from '../metrics/request-metrics.js';
import { requestSpan } from '../tracing/request-span.js';
import { jsonBody } from './json-body.js';
import { serveOpenApi } from './open-api.js';
import { requestId } from './request-id.js';
import { requestLog } from './request-log.js';
import { securityHeaders } from './security-headers.js';
import { serveConsole } from './serve-console.js';

/** What holds for every request before any module sees it. Create the application with `bodyParser: false`. */
export function configureHttp(app: NestExpressApplication): void {
  const { publicUrl } = app.get<ProcessConfig>(CONFIG);
  const overTls = publicUrl?.startsWith('https://') ?? false;
  app.disable('x-powered-by');
  // Whoever passes requests on from a private network says in X-Forwarded-For whose they are.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(requestId, requestSpan, requestLog(app.get(Log)), requestMetrics(app.get(Metrics)));
  app.use(securityHeaders({ overTls }));
  serveConsole(app);
  app.use(jsonBody);
  app.setGlobalPrefix('api/v1', {
    exclude: ['healthz', 'readyz', 'metrics', 'pay/:token', 'pay/assets/:file'],
  });
  serveOpenApi(app);
}
