import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { finishTimelines } from '../../billing/billing-reader.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { Log } from '../../platform/logging/log.js';
import { checkLateData } from './late-data.js';
import { claimLane } from './lanes.js';
import { proposeEvaluations } from './propose-evaluations.js';
import { runLane } from './run-lane.js';
import { onlyRow } from '../../platform/must.js';

/** Evaluates what is due in every workspace: proposed each minute by every process, done once (S10). */
@Injectable()
export class Evaluator implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.ticks.register({
      name: 'evaluations',
      run: (now) => this.run(now),
      drained: () => this.drained(),
    });
  }

  /** Everything that is due at business now. */
  async run(now: Date): Promise<void> {
    for (const workspaceId of await this.workspaces()) await this.runWorkspace(workspaceId, now);
  }

  async runWorkspace(workspaceId: string, now: Date): Promise<void> {
    await finishTimelines(this.dataSource, { workspaceId, now });
    await proposeEvaluations(this.dataSource.manager, workspaceId, now);
    await this.runLanes(workspaceId, now);
    while (await this.dataSource.transaction((manager) => checkLateData(manager, workspaceId, now)));
    await this.runLanes(workspaceId, now);
  }

  private async runLanes(workspaceId: string, now: Date): Promise<void> {
    const machineNow = (): Date => this.clock.machineNow();
    for (;;) {
      const lease = await claimLane(this.dataSource.manager, workspaceId, machineNow());
      if (!lease) return;
      const { automationId, timeZone } = lease;
      this.log.info('evaluating', { workspaceId, automationId, timeZone });
      await runLane(this.dataSource, lease, { now, machineNow });
    }
  }

  private async drained(): Promise<boolean> {
    const rows = await this.dataSource.query<{ busy: boolean }[]>(
      `select exists (
         select from evaluations e
         join automations a on a.workspace_id = e.workspace_id and a.automation_id = e.automation_id
         where e.status <> 'done' and a.status = 'live'
       ) or exists (
         select from matches m
         join automations a on a.workspace_id = m.workspace_id and a.automation_id = m.automation_id
         where m.outcome = 'pending' and (m.late_data or m.run_by_operator) and a.status = 'live'
       ) as busy`,
    );
    return !onlyRow(rows).busy;
  }

  private async workspaces(): Promise<string[]> {
    const rows = await this.dataSource.query<{ workspaceId: string }[]>(
      `select distinct workspace_id as "workspaceId" from automations where status = 'live' order by 1`,
    );
    return rows.map(({ workspaceId }) => workspaceId);
  }
}
