import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Histogram } from 'prom-client';
import { DataSource } from 'typeorm';
import { finishTimelines, hasUnfinishedWrites } from '../../billing/billing-reader.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { toExpected } from '../../platform/http/to-problem.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { inSpan } from '../../platform/tracing/in-span.js';
import { checkLateData } from './late-data.js';
import { noteFailure } from './evaluation-record.js';
import { claimLanes, type LaneLease } from './lanes.js';
import { proposeEvaluations } from './propose-evaluations.js';
import { runLane } from './run-lane.js';
import { onlyRow } from '../../platform/must.js';

/** How far a tick has come through the lanes of a workspace. */
interface LanesRun {
  workspaceId: string;
  now: Date;
  /** The last lane claimed: those before it have had their turn. */
  last: LaneLease | null;
  failures: unknown[];
}

/** How many lanes one process works on at a time, each on a connection of its own. */
const LANES_AT_ONCE = 4;

/** Evaluates what is due in every workspace: proposed each minute by every process, done once (S10). */
@Injectable()
export class Evaluator implements OnModuleInit {
  private readonly durations: Histogram;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.durations = metrics.histogram({
      name: 'dunwell_evaluation_duration_seconds',
      help: 'Time one run took over the due dates of one automation in one zone.',
      labels: ['outcome'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800],
    });
  }

  onModuleInit(): void {
    this.ticks.register({
      name: 'evaluations',
      run: (now) => this.run(now),
      drained: () => this.drained(),
    });
  }

  /** Everything that is due at business now. */
  async run(now: Date): Promise<void> {
    const failures: unknown[] = [];
    for (const workspaceId of await this.workspaces()) {
      // One workspace that fails must not keep the others from what is due.
      await this.runWorkspace(workspaceId, now).catch((error: unknown) => failures.push(error));
    }
    throwTogether(failures);
  }

  async runWorkspace(workspaceId: string, now: Date): Promise<void> {
    const { manager } = this.dataSource;
    const [unfinished] = await Promise.all([
      hasUnfinishedWrites(manager, workspaceId),
      proposeEvaluations(manager, workspaceId, now),
    ]);
    if (unfinished) await finishTimelines(this.dataSource, { workspaceId, now });
    // Before new dates are decided: what late data makes of a subject is acted on together with what they do (S10).
    while (
      unfinished &&
      (await this.dataSource.transaction((manager) => checkLateData(manager, workspaceId, now)))
    );
    await this.runLanes(workspaceId, now);
  }

  /** Several lanes at a time, as several processes would: most of a lane's time goes by waiting for the database. */
  private async runLanes(workspaceId: string, now: Date): Promise<void> {
    const run: LanesRun = { workspaceId, now, last: null, failures: [] };
    const first = await this.claimNext(run, LANES_AT_ONCE);
    const mayBeMore = first.length === LANES_AT_ONCE;
    await Promise.all(first.map((lease) => this.runInTurn(run, lease, mayBeMore)));
    throwTogether(run.failures);
  }

  private async claimNext(run: LanesRun, atMost: number): Promise<LaneLease[]> {
    const { manager } = this.dataSource;
    const { workspaceId, last: behind } = run;
    const leases = await claimLanes(manager, workspaceId, { behind, atMost }, this.clock.machineNow());
    run.last = leases.at(-1) ?? behind;
    return leases;
  }

  private async runInTurn(run: LanesRun, first: LaneLease, mayBeMore: boolean): Promise<void> {
    try {
      let lease: LaneLease | undefined = first;
      while (lease) {
        await this.runLane(run, lease);
        lease = mayBeMore ? (await this.claimNext(run, 1))[0] : undefined;
      }
    } catch (error) {
      run.failures.push(error);
    }
  }

  private async runLane(run: LanesRun, lease: LaneLease): Promise<void> {
    const { workspaceId, automationId, timeZone } = lease;
    this.log.info('evaluating', { workspaceId, automationId, timeZone });
    const stop = this.durations.startTimer();
    try {
      await inSpan('evaluate', { 'dunwell.automation': automationId, 'dunwell.zone': timeZone }, () =>
        runLane(this.dataSource, lease, { now: run.now, machineNow: () => this.clock.machineNow() }),
      );
      stop({ outcome: 'done' });
    } catch (error) {
      stop({ outcome: 'failed' });
      // The next lane is another automation or zone: it goes on; this one does so with the next tick.
      run.failures.push(error);
      await noteFailure(this.dataSource.manager, lease, toExpected(error).message);
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
         join evaluation_lanes l on l.workspace_id = m.workspace_id and l.automation_id = m.automation_id
           and l.time_zone = m.time_zone
         where m.outcome = 'pending' and (m.run_by_operator or (m.late_data and l.waiting_since is null))
           and a.status = 'live'
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

function throwTogether(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Several evaluations failed.');
}
