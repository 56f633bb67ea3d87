import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from '../platform/metrics/metrics.js';

/** Calls that wait for an attempt, in the whole installation. */
@Injectable()
export class OutgoingMetrics implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      { name: 'dunwell_outgoing_calls_due', help: 'Calls to webhook endpoints that wait for an attempt.' },
      async () => {
        const rows = await this.dataSource.query<{ count: number }[]>(
          `select count(*)::integer as count from outgoing_calls where status = 'due'`,
        );
        return rows[0]?.count ?? 0;
      },
    );
  }
}
