import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { AppError } from '../http/app-error.js';
import { Clock } from './clock.js';
import { TickRegistry } from './tick-registry.js';

/** How long a drain may take on a real clock, and how long it pauses when others hold what is left. */
export const DRAIN_LIMIT = 10 * 60_000;
const DRAIN_PAUSE = 10;

/** Runs the registered ticks; in one process never two rounds at a time. */
@Injectable()
export class TickRunner implements BeforeApplicationShutdown {
  private current: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly clock: Clock,
    private readonly registry: TickRegistry,
  ) {}

  /** One round, after the one that may be under way. */
  async run(): Promise<void> {
    while (this.current) await this.current.catch(() => undefined);
    if (this.stopping) return;
    this.current = this.runTicks();
    try {
      await this.current;
    } finally {
      this.current = undefined;
    }
  }

  /** One round unless one is under way. */
  async runIfIdle(): Promise<void> {
    if (!this.current) await this.run();
  }

  /** Rounds until every tick says that nothing due is left. */
  async drain(limit = DRAIN_LIMIT): Promise<void> {
    const end = this.clock.machineNow().getTime() + limit;
    for (;;) {
      await this.run();
      const busy = await this.busyTicks();
      if (busy.length === 0) return;
      if (this.stopping || this.clock.machineNow().getTime() >= end) throw drainTookTooLong(busy, limit);
      await sleep(DRAIN_PAUSE);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.current?.catch(() => undefined);
  }

  private async runTicks(): Promise<void> {
    const failures: unknown[] = [];
    const now = await this.clock.businessNow();
    for (const tick of this.registry.ticks) {
      // One tick that fails must not keep the others from what is due.
      await tick.run(now).catch((error: unknown) => failures.push(error));
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'Several ticks failed.');
  }

  private async busyTicks(): Promise<string[]> {
    const busy: string[] = [];
    for (const { name, drained } of this.registry.ticks) {
      if (drained && !(await drained())) busy.push(name);
    }
    return busy;
  }
}

function drainTookTooLong(busy: string[], limit: number): AppError {
  return new AppError({
    code: 'drainTookTooLong',
    status: 504,
    message:
      `The clock has moved, but after ${limit / 1000} seconds work that is due was left in: ${busy.join(', ')}. ` +
      'Call again with the same instant to go on.',
  });
}
