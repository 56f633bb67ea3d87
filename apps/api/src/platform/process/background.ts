import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Log } from '../logging/log.js';

/** Work that goes on after its request has been answered; the process does not end before it is done. */
@Injectable()
export class Background implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly log: Log) {}

  /** Begins work whose failure is logged under `what` and is nobody's else. */
  run(what: string, work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => {
        this.log.error(`${what} failed.`, error);
      })
      .finally(() => this.underWay.delete(running));
    this.underWay.add(running);
  }

  /** Answers when all that was begun so far is done. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }
}
