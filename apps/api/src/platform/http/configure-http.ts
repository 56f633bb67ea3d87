import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { requestMetrics } from '../metrics/request-metrics.js';
import { requestSpan } from '../tracing/request-span.js';
import { jsonBody } from './json-body.js';
import { serveOpenApi } from './open-api.js';
import { requestId } from './request-id.js';
import { requestLog } from './request-log.js';

/** What holds for every request before any module sees it. Create the application with `bodyParser: false`. */
export function configureHttp(app: NestExpressApplication): void {
  const { publicUrl } = app.get<ProcessConfig>(CONFIG);
  const overTls = publicUrl?.startsWith('https://') ?? false;
  app.disable('x-powered-by');
  app.use(requestId, requestSpan, requestLog(app.get(Log)), requestMetrics(app.get(Metrics)));
  app.use(
    helmet({
      // Without TLS these would make browsers ask for addresses nobody serves.
      strictTransportSecurity: overTls,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: overTls ? [] : null } },
    }),
  );
  app.use(jsonBody);
  app.setGlobalPrefix('api/v1', {
    exclude: ['healthz', 'readyz', 'metrics', 'pay/:token', 'pay/assets/:file'],
  });
  serveOpenApi(app);
}
