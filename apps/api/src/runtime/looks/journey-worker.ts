import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { finishTimelines, hasUnfinishedWrites } from '../../billing/billing-reader.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { Log } from '../../platform/logging/log.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { togetherOrAlone } from '../together-or-alone.js';
import { workspacesInTurn } from '../workspaces-in-turn.js';
import { dueJourneyIds, putOffLook, workspacesToLookAt } from './due-journey.js';
import { lookAtJourneys, type LookBatch } from './look-at-journeys.js';
import { wakeJourneys } from './wake-journeys.js';

/** How many journeys are looked at in one transaction: their accounts stay locked no longer than a write can wait. */
const LOOK_BATCH = 500;
/** For how many changes of facts journeys are woken in one transaction. */
const WAKE_BATCH = 5_000;
/** When a journey that cannot be looked at is tried again, in business time. */
const TRIED_AGAIN_AFTER = 3_600_000;

/**
 * Looks at the journeys under way in every process: when the facts of their account have changed, when a scheduled fact
 * begins, at daily looks and when their waits end (S13), small batch by small batch.
 */
@Injectable()
export class JourneyWorker implements OnModuleInit, OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    readonly clock: Clock,
    private readonly ticks: TickRegistry,
    readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'journeys', run: () => this.run(), drained: () => this.drained() });
  }

  /** From here on no batch is begun. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Every journey whose time has come, of each workspace in turn. */
  run(): Promise<void> {
    return workspacesInTurn(this, {
      what: 'Journeys',
      workspaces: (now) => workspacesToLookAt(this.dataSource.manager, now),
      runBatch: (workspaceId, businessNow) => this.runBatch(workspaceId, businessNow),
      isStopping: () => this.stopping,
    });
  }

  /** Every journey of one workspace whose time has come at a business now that is passed in. */
  async runWorkspace(workspaceId: string, now: Date): Promise<void> {
    while ((await this.runBatch(workspaceId, () => Promise.resolve(now))) > 0);
  }

  /** Wakes whom changes concern and looks at a batch; returns for how much there was to do. */
  private async runBatch(workspaceId: string, businessNow: LookBatch['businessNow']): Promise<number> {
    const now = await businessNow();
    const { manager } = this.dataSource;
    if (await hasUnfinishedWrites(manager, workspaceId))
      await finishTimelines(this.dataSource, { workspaceId, now });
    const woken = await this.dataSource.transaction((inside) =>
      wakeJourneys(inside, { workspaceId, now, limit: WAKE_BATCH }),
    );
    const looks = await this.lookAtBatch({ workspaceId, now, businessNow, limit: LOOK_BATCH });
    return woken + looks;
  }

  private async lookAtBatch(batch: LookBatch): Promise<number> {
    const { workspaceId, now } = batch;
    const look = (query: LookBatch): Promise<number> =>
      this.dataSource.transaction((manager) => lookAt(manager, query));
    const counts = await togetherOrAlone({
      together: () => look(batch),
      items: () => dueJourneyIds(this.dataSource.manager, batch),
      alone: (journeyId) => look({ ...batch, journeyId }),
      batchFailed: () => this.log.warn('A batch of journeys failed; each is looked at by itself.'),
      itemFailed: async (journeyId, error) => {
        this.log.error('A journey could not be looked at.', error, { journeyId });
        const again = new Date(now.getTime() + TRIED_AGAIN_AFTER);
        await putOffLook(this.dataSource.manager, { workspaceId, journeyId, until: again });
      },
    });
    return counts.reduce((total, count) => total + count, 0);
  }

  private async drained(): Promise<boolean> {
    const { manager } = this.dataSource;
    return (await workspacesToLookAt(manager, await this.clock.businessNow())).length === 0;
  }
}

function lookAt(manager: EntityManager, batch: LookBatch): Promise<number> {
  return lookAtJourneys(manager, new VersionsInWorkspace(manager, batch.workspaceId), batch);
}
