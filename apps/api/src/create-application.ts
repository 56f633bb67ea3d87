import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { ProcessConfig } from './config/config.js';
import { configureHttp } from './platform/http/configure-http.js';
import { Log } from './platform/logging/log.js';

/** Builds the application that answers requests; it listens when its caller says so. */
export async function createApplication(config: ProcessConfig): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forProcess(config), {
    // Ours tells problems in our words and leaves streams alone.
    bodyParser: false,
    logger: new Log(config.logLevel),
    abortOnError: false,
  });
  configureHttp(app);
  return app;
}
