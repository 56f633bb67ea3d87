import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type ProcessConfig } from '../config/config.js';
import { ClockModule } from './clock/clock.module.js';
import { dataSourceOptions } from './database/data-source-options.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { PublicAddress } from './http/public-address.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotifyModule } from './notify/notify.module.js';
import { Log } from './logging/log.js';
import { Background } from './process/background.js';

const POOL_SIZE = 20;

/** What every module may inject without importing anything: CONFIG, Log, Clock, TickRegistry, PublicAddress, Background, the DataSource. */
@Module({})
export class PlatformModule {
  static forProcess(config: ProcessConfig): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config.databaseUrl, POOL_SIZE),
          autoLoadEntities: true,
          // The database was reached before the application was built: a failure here will not pass.
          retryAttempts: 1,
        }),
        ClockModule,
        HealthModule,
        HttpModule,
        MetricsModule,
        NotifyModule,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Log, useValue: new Log(config.logLevel) },
        PublicAddress,
        Background,
      ],
      exports: [CONFIG, Log, PublicAddress, Background],
    };
  }
}
