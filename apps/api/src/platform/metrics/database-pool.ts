import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Pool } from 'pg';
import { Metrics } from './metrics.js';

/** How the connections of this process to the database are used. */
@Injectable()
export class DatabasePool implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      {
        name: 'dunwell_database_connections',
        help: 'Connections of this process, and requests that wait for one.',
        labels: ['state'],
      },
      () => {
        const { totalCount, idleCount, waitingCount } = (
          this.dataSource.driver as unknown as { master: Pool }
        ).master;
        return [
          { labels: { state: 'used' }, value: totalCount - idleCount },
          { labels: { state: 'idle' }, value: idleCount },
          { labels: { state: 'waiting' }, value: waitingCount },
        ];
      },
    );
  }
}
