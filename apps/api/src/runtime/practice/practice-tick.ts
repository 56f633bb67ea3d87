import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dueActs, playActs, type DueAct } from '../../connectors/practice/play-acts.js';
import { workspacesWithActs } from '../../connectors/practice/practice-store.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { AppError } from '../../platform/http/app-error.js';
import { EffectTools } from '../deliveries/effect-tools.js';
import { lockDeliveries } from '../deliveries/lock-delivery.js';
import { recordOutcome } from '../deliveries/record-outcome.js';

const BATCH = 100;

/** Brings about, in business time, what the practice provider lets happen later: settlements and charge-backs. */
@Injectable()
export class PracticeTick implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ticks: TickRegistry,
    private readonly tools: EffectTools,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'practice', run: (now) => this.run(now) });
  }

  async run(now: Date): Promise<void> {
    const failures: unknown[] = [];
    for (const workspaceId of await workspacesWithActs(this.dataSource.manager, now)) {
      // One workspace that fails must not keep the others from what is due.
      await this.playAll(workspaceId, now).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Practice of some workspaces failed.');
  }

  private async playAll(workspaceId: string, now: Date): Promise<void> {
    while (await this.dataSource.transaction((manager) => this.play(manager, workspaceId, now)));
  }

  /** Some acts that are due, all of them or none; false: there are no more. */
  private async play(manager: EntityManager, workspaceId: string, now: Date): Promise<boolean> {
    const acts = await dueActs(manager, workspaceId, { now, limit: BATCH });
    const telling = acts.filter(({ act }) => act.tells !== undefined);
    // Deliveries are locked before accounts, as claims do.
    await lockDeliveries(
      manager,
      workspaceId,
      telling.map(({ stored }) => stored.key),
    );
    await playActs(manager, { workspaceId, now }, acts);
    for (const act of telling) await this.tell(manager, workspaceId, act, now);
    return acts.length > 0;
  }

  private async tell(
    manager: EntityManager,
    workspaceId: string,
    { stored: { key }, act: { tells, failure } }: DueAct,
    now: Date,
  ): Promise<void> {
    const told =
      tells === 'failed'
        ? { outcome: tells, code: failure?.code ?? 'declined', kind: failure?.kind ?? 'soft' }
        : { outcome: 'done' as const };
    try {
      await recordOutcome(manager, this.tools.connectors, { workspaceId, key, told }, now);
    } catch (error) {
      // Somebody has decided about it meanwhile, or told another outcome by the API: that stands.
      if (!(error instanceof AppError) || error.code !== 'outcomeKnown') throw error;
    }
  }
}
