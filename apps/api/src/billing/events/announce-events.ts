import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { accountsBegunByTime } from './begun-by-time.js';
import { noteAnnounced, reach, workspacesToAnnounce } from './event-clock.js';
import { historyBefore, publishStretch } from './publish-events.js';

/** Accounts per statement. */
const BATCH = 1_000;

/**
 * Announces what begins by time alone: an invoice that becomes overdue, an account that becomes past due, a payment or a
 * tag that was dated ahead. Every process may do it at any time: keys decide, and who is killed is made up for.
 */
@Injectable()
export class AnnounceEvents implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ticks: TickRegistry,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'billing events', run: (now) => this.run(now) });
  }

  async run(now: Date): Promise<void> {
    const { manager } = this.dataSource;
    const failures: unknown[] = [];
    for (const workspaceId of await workspacesToAnnounce(manager, now)) {
      // One workspace that fails must not keep the others from what has begun.
      await announceEvents(manager, workspaceId, now).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Events of some workspaces failed.');
  }
}

/** Publishes what has begun in a workspace since the last time, up to now; at most as far back as history begins. */
export async function announceEvents(manager: EntityManager, workspaceId: string, now: Date): Promise<void> {
  const { after, upTo } = await reach(manager, workspaceId, now);
  const history = historyBefore(now);
  const stretch = { after: after > history ? after : history, upTo };
  let behind: string | null = null;
  do {
    const accountIds: string[] = await accountsBegunByTime(manager, workspaceId, stretch, {
      behind,
      limit: BATCH,
    });
    await publishStretch(manager, { workspaceId, now }, accountIds, stretch);
    behind = accountIds.length < BATCH ? null : (accountIds.at(-1) ?? null);
  } while (behind !== null);
  await noteAnnounced(manager, workspaceId, upTo);
}
