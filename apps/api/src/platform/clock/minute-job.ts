import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import type { Counter } from 'prom-client';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { Clock } from './clock.js';
import { TickRunner } from './tick-runner.js';

/** Ticks each minute in every process, as long as business time is real time. */
@Injectable()
export class MinuteJob {
  private readonly rounds: Counter;

  constructor(
    private readonly clock: Clock,
    private readonly runner: TickRunner,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.rounds = metrics.counter({
      name: 'dunwell_ticks_total',
      help: 'Rounds of what is due each minute, by whether all of it could be done.',
      labels: ['outcome'],
    });
  }

  @Cron(CronExpression.EVERY_MINUTE)
  async tick(): Promise<void> {
    try {
      if (await this.clock.setTo()) return;
      await this.runner.runIfIdle();
      this.rounds.inc({ outcome: 'done' });
    } catch (error) {
      // The next minute tries again; what is due is in the database.
      this.rounds.inc({ outcome: 'failed' });
      this.log.error('A tick failed.', error);
    }
  }
}
