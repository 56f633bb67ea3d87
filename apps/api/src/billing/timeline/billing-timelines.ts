import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { rebuildDirty } from './rebuild-dirty.js';

/** Brings timelines up to date that large imports and changes of the workspace's zone have left behind. */
@Injectable()
export class BillingTimelines implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'billing timelines', run: (now) => this.finishAll(now) });
  }

  /** Evaluations call this first: afterwards timelines say what the committed facts say. */
  async finishDirty(workspaceId: string): Promise<void> {
    await rebuildDirty(this.dataSource, { workspaceId, now: await this.clock.businessNow() });
  }

  /** What an import that was killed has left; one that still runs rebuilds each account itself, once. */
  private async finishAll(now: Date): Promise<void> {
    const workspaces = await this.dataSource.query<{ workspace_id: string }[]>(
      `select distinct workspace_id from dirty_accounts
       where not exists (
         select from imports
         where imports.workspace_id = dirty_accounts.workspace_id and imports.status = 'running'
       )`,
    );
    for (const { workspace_id } of workspaces) {
      await rebuildDirty(this.dataSource, { workspaceId: workspace_id, now });
    }
  }
}
