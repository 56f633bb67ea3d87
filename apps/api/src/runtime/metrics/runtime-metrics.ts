import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { oldestDue, openDeliveries } from './queue-figures.js';

/** What waits in the whole installation; each process tells the same. */
@Injectable()
export class RuntimeMetrics implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const { manager } = this.dataSource;
    this.metrics.gauge(
      {
        name: 'dunwell_deliveries',
        help: 'Deliveries that are not over, by status; held: due, and waiting for a reason.',
        labels: ['status'],
      },
      async () =>
        (await openDeliveries(manager)).map(({ status, count }) => ({ labels: { status }, value: count })),
    );
    this.metrics.gauge(
      {
        name: 'dunwell_oldest_due_seconds',
        help: 'How long what waits longest has been due, in business time; 0: nothing waits.',
        labels: ['queue'],
      },
      async () => {
        const now = await this.clock.businessNow();
        const { delivery, evaluation } = await oldestDue(manager, now);
        const age = (at: Date | null): number =>
          at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000);
        return [
          { labels: { queue: 'deliveries' }, value: age(delivery) },
          { labels: { queue: 'evaluations' }, value: age(evaluation) },
        ];
      },
    );
  }
}
