import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Log } from '../logging/log.js';
import { Clock } from './clock.js';
import { TickRunner } from './tick-runner.js';

/** Ticks each minute in every process, as long as business time is real time. */
@Injectable()
export class MinuteJob {
  constructor(
    private readonly clock: Clock,
    private readonly runner: TickRunner,
    private readonly log: Log,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE)
  async tick(): Promise<void> {
    try {
      if (await this.clock.setTo()) return;
      await this.runner.runIfIdle();
    } catch (error) {
      // The next minute tries again; what is due is in the database.
      this.log.error('A tick failed.', error);
    }
  }
}
