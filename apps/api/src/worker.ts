import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ConfigError } from './config/config-error.js';
import { loadConfig } from './config/load-config.js';
import { loadSecret } from './config/load-secret.js';
import { Metrics } from './platform/metrics/metrics.js';
import { serveMetrics } from './platform/metrics/serve-metrics.js';
import { openDatabase } from './platform/database/open-database.js';
import { Log } from './platform/logging/log.js';
import { startTracing } from './platform/tracing/start-tracing.js';
import { runProcess } from './platform/process/run-process.js';

/** A process that only works: ticks, evaluations and deliveries, beside those of the API processes. */
await runProcess(async (add) => {
  const config = loadConfig();
  const { databaseUrl } = config;
  if (databaseUrl === undefined) {
    throw new ConfigError('DATABASE_URL', 'not set', 'the database that the API processes use');
  }
  const log = new Log(config.logLevel);
  add({ stop: await startTracing(config) });
  const database = await openDatabase(config, (line) => {
    log.info(line);
  });
  add({ stop: database.close, kill: database.kill });

  const worker = await NestFactory.createApplicationContext(
    AppModule.forProcess({ ...config, databaseUrl, secret: await loadSecret(config) }),
    { logger: log, abortOnError: false },
  );
  add({ stop: () => worker.close() });
  const { host, metricsPort, metricsToken } = config;
  if (metricsPort !== undefined) {
    add({ stop: await serveMetrics(worker.get(Metrics), { host, port: metricsPort, token: metricsToken }) });
  }
  log.info('The worker is running.');
});
