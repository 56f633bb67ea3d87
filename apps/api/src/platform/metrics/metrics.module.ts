import { Global, Module } from '@nestjs/common';
import { DatabasePool } from './database-pool.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

@Global()
@Module({ controllers: [MetricsController], providers: [Metrics, DatabasePool], exports: [Metrics] })
export class MetricsModule {}
