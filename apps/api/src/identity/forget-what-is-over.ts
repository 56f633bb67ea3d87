import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { aliveAt } from './sessions/session-lifetime.js';
import { deleteOverSessions } from './sessions/session-store.js';
import { deleteSpentAttempts } from './throttle/take-attempt.js';

/** Takes away, now and then, what lets nobody in any more. */
@Injectable()
export class ForgetWhatIsOver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    ticks: TickRegistry,
  ) {
    ticks.register({ name: 'forget what is over', run: () => this.run() });
  }

  async run(): Promise<void> {
    const now = this.clock.machineNow();
    await deleteOverSessions(this.dataSource, aliveAt(now));
    await deleteSpentAttempts(this.dataSource, now);
    for (const table of ['password_resets', 'sign_in_links', 'invitations']) {
      await this.dataSource.query(`delete from ${table} where expires_at <= $1`, [now]);
    }
  }
}
