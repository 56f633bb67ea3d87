import type { Retention as RetentionSetting } from '@dunwell/contract';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readSettings } from '../identity/settings/read-settings.js';
import { removeCalls } from '../outgoing/remove-calls.js';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { Log } from '../platform/logging/log.js';
import { removeJourneyTraces, removeMatches } from '../runtime/retention/remove-decisions.js';
import { removeEvents } from '../runtime/retention/remove-events.js';
import { claimDailyRuns } from './daily-runs.js';

const MILLISECONDS_PER_DAY = 86_400_000;
/** What is left after so long waits for the next day, in milliseconds of machine time. */
const RUN_FOR = 30_000;

/**
 * Removes logs and traces of decisions that a workspace keeps no longer, once a day, in small transactions. Billing
 * facts, journeys, deliveries, messages and entry keys always stay.
 */
@Injectable()
export class Retention implements OnModuleInit, OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'retention', run: (now) => this.run(now) });
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  async run(now: Date): Promise<void> {
    for (const workspaceId of await claimDailyRuns(this.dataSource.manager, now)) {
      const { retention } = await readSettings(this.dataSource.manager, workspaceId);
      const rows = await this.remove(workspaceId, retention, now);
      if (rows > 0) this.log.info('Removed what is kept no longer.', { workspaceId, rows });
    }
  }

  private async remove(
    workspaceId: string,
    { decisionDays, callDays }: RetentionSetting,
    now: Date,
  ): Promise<number> {
    const end = this.clock.machineNow().getTime() + RUN_FOR;
    const mayGoOn = (): boolean => !this.stopping && this.clock.machineNow().getTime() < end;
    const olderThan = (days: number) => ({
      workspaceId,
      before: new Date(now.getTime() - days * MILLISECONDS_PER_DAY),
    });
    let rows = 0;
    if (callDays !== null) {
      rows += await untilNone(() => removeCalls(this.dataSource.manager, olderThan(callDays)), mayGoOn);
    }
    if (decisionDays !== null) {
      const tooOld = olderThan(decisionDays);
      rows += await untilNone(() => removeMatches(this.dataSource.manager, tooOld), mayGoOn);
      rows += await untilNone(() => removeEvents(this.dataSource.manager, tooOld), mayGoOn);
      for (let after: string | null | undefined; after !== null && mayGoOn();) {
        const behind: string | null = after ?? null;
        const removed = await this.dataSource.transaction((manager) =>
          removeJourneyTraces(manager, tooOld, behind),
        );
        rows += removed.rows;
        after = removed.last;
      }
    }
    return rows;
  }
}

async function untilNone(removeBatch: () => Promise<number>, mayGoOn: () => boolean): Promise<number> {
  let all = 0;
  while (mayGoOn()) {
    const rows = await removeBatch();
    if (rows === 0) break;
    all += rows;
  }
  return all;
}
