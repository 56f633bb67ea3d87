import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  waitingEventIds,
  workspacesWithWaitingEvents,
  type WaitingQuery,
} from '../../billing/billing-events.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { Log } from '../../platform/logging/log.js';
import { togetherOrAlone } from '../together-or-alone.js';
import { failEvent } from './fail-event.js';
import { takeInEvents } from './take-in-events.js';

/** How many events are taken in together; few, so that accounts are locked briefly. */
const BATCH = 200;
/** How long one run goes on, so that the minute's other work gets its turn, in milliseconds of machine time. */
const RUN_FOR = 30_000;

/** Starts journeys by what has happened, in every process, batch by batch; rows that are locked are somebody else's. */
@Injectable()
export class EventIntake implements OnModuleInit, OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'events', run: (now) => this.run(now), drained: () => this.drained() });
  }

  /** The batch under way is finished; what is left waits for another process. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** A batch of each workspace in turn; one that fails does not keep the others waiting. */
  async run(now: Date): Promise<void> {
    const end = this.clock.machineNow().getTime() + RUN_FOR;
    const failures: unknown[] = [];
    let busy = await workspacesWithWaitingEvents(this.dataSource.manager, now);
    while (busy.length > 0) {
      const stillBusy: string[] = [];
      for (const workspaceId of busy) {
        if (this.stopping || this.clock.machineNow().getTime() >= end) return;
        try {
          if ((await this.runBatch(workspaceId, now)) > 0) stillBusy.push(workspaceId);
        } catch (error) {
          this.log.error('Events of a workspace could not be taken in.', error, { workspaceId });
          failures.push(error);
        }
      }
      busy = stillBusy;
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Events of some workspaces failed.');
  }

  /** Everything of one workspace whose time has come at a business now that is passed in. */
  async runWorkspace(workspaceId: string, now: Date): Promise<void> {
    while ((await this.runBatch(workspaceId, now)) > 0);
  }

  /** Returns how many events were dealt with; one that fails alone is among them, and waits no more. */
  private async runBatch(workspaceId: string, now: Date): Promise<number> {
    const waiting: WaitingQuery = { now, limit: BATCH };
    const takeIn = (which: WaitingQuery): Promise<number> =>
      this.dataSource.transaction((manager) => takeInEvents(manager, workspaceId, which));
    let failed = 0;
    const counts = await togetherOrAlone({
      together: () => takeIn(waiting),
      items: () => waitingEventIds(this.dataSource.manager, workspaceId, waiting),
      alone: (eventId) => takeIn({ ...waiting, eventId }),
      batchFailed: () => this.log.warn('A batch of events failed; each is taken in by itself.'),
      itemFailed: async (eventId, error) => {
        this.log.error('An event could not be taken in.', error, { workspaceId, eventId });
        await this.dataSource.transaction((manager) =>
          failEvent(manager, workspaceId, { eventId, error, now }),
        );
        failed += 1;
      },
    });
    return counts.reduce((total, count) => total + count, failed);
  }

  private async drained(): Promise<boolean> {
    const now = await this.clock.businessNow();
    return (await workspacesWithWaitingEvents(this.dataSource.manager, now)).length === 0;
  }
}
