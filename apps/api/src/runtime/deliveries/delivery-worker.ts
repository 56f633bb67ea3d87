import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AttemptOutcome, OutsideConnector } from '../../connectors/connector.js';
import { CONNECTORS, connectorOf, type Connectors } from '../../connectors/connectors.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { newId } from '../../platform/database/ids.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import type { Claim, Claimed } from './claim.js';
import { claimDeliveries } from './claim-deliveries.js';
import { runInside } from './run-inside.js';
import { settleAttempt } from './settle-attempt.js';
import { beginAttempt, releaseLostClaims } from './write-deliveries.js';

/** Small, so that every claim of a batch begins in time and accounts are locked briefly (S13). */
const CLAIM_BATCH = 20;
const INSIDE_BATCH = 200;
/** How long an attempt may take before others take it for lost, in milliseconds of machine time. */
const ATTEMPT_LEASE = 45_000;

type LooseConnector = OutsideConnector<never>;

/** Carries out what journeys have decided, once each (S15), in every process, small batch by small batch. */
@Injectable()
export class DeliveryWorker implements OnModuleInit {
  private readonly worker = newId();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    @Inject(CONNECTORS) private readonly connectors: Connectors,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'deliveries', run: () => this.run(), drained: () => this.drained() });
  }

  /** Everything that is due now, in every workspace. */
  async run(): Promise<void> {
    for (const workspaceId of await this.workspacesWithDue()) {
      await releaseLostClaims(this.dataSource.manager, workspaceId, this.clock.machineNow());
      while ((await this.runBatch(workspaceId)) > 0);
    }
  }

  /** One batch of each sort; returns how many deliveries were due. */
  private async runBatch(workspaceId: string): Promise<number> {
    const now = await this.clock.businessNow();
    const inside = await this.dataSource.transaction((manager) =>
      runInside(manager, this.connectors, new VersionsInWorkspace(manager, workspaceId), {
        workspaceId,
        now,
        limit: INSIDE_BATCH,
      }),
    );
    const claim: Claim = {
      workspaceId,
      worker: this.worker,
      now,
      machineNow: this.clock.machineNow(),
      limit: CLAIM_BATCH,
    };
    const { claimed, lookedAt } = await this.dataSource.transaction((manager) =>
      claimDeliveries(manager, this.connectors, new VersionsInWorkspace(manager, workspaceId), claim),
    );
    // Messages one at a time (S15): an uncertain one is then one, not a batch.
    for (const one of claimed) await this.deliver(claim, one);
    return inside + lookedAt;
  }

  private async deliver(claim: Claim, claimed: Claimed): Promise<void> {
    const connector = connectorOf(this.connectors, claimed.delivery.action.kind) as LooseConnector;
    const { delivery, prepared } = claimed;
    if (prepared.kind === 'lacks') {
      const outcome: AttemptOutcome = { kind: 'refused', code: prepared.code, problem: prepared.problem };
      await this.settle(claim, claimed, connector, null, outcome);
      return;
    }
    const begun = await beginAttempt(
      this.dataSource.manager,
      claim,
      delivery.key,
      connector.uncertainWhenLost ? 'sending' : 'claimed',
      { machineNow: this.clock.machineNow(), lease: ATTEMPT_LEASE },
    );
    if (!begun) return;
    const { workspaceId } = claim;
    const outcome = await connector.attempt(prepared.payload, {
      workspaceId,
      key: delivery.key,
      now: claim.now,
    });
    await this.settle(claim, claimed, connector, prepared.payload, outcome);
  }

  private async settle(
    claim: Claim,
    claimed: Claimed,
    connector: LooseConnector,
    payload: Claimed['delivery']['payload'] | Readonly<Record<string, unknown>>,
    outcome: AttemptOutcome,
  ): Promise<void> {
    const now = await this.clock.businessNow();
    await settleAttempt(this.dataSource, connector, claim, claimed, { payload, outcome, now });
  }

  private async drained(): Promise<boolean> {
    return (await this.workspacesWithDue()).length === 0;
  }

  /** Workspaces in which something may go out now or was left by a lost worker. */
  private async workspacesWithDue(): Promise<string[]> {
    const rows = await this.dataSource.query<{ workspaceId: string }[]>(
      `select distinct d.workspace_id as "workspaceId"
       from deliveries d
       join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
       join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
       join accounts account on account.workspace_id = d.workspace_id and account.account_id = d.account_id
       where a.status = 'live' and (
         (d.status = 'due' and (d.due_at <= $1
           or (d.held_because is not null and account.change_no > j.checked_change_no)))
         or (d.status in ('claimed', 'sending') and d.claimed_until < $2)
       )`,
      [await this.clock.businessNow(), this.clock.machineNow()],
    );
    return rows.map(({ workspaceId }) => workspaceId);
  }
}
