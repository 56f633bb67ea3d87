import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import type { AttemptOutcome, OutsideConnector } from '../../connectors/connector.js';
import { connectorOf } from '../../connectors/connectors.js';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { newId } from '../../platform/database/ids.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { inSpan } from '../../platform/tracing/in-span.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { togetherOrAlone } from '../together-or-alone.js';
import { workspacesInTurn } from '../workspaces-in-turn.js';
import type { Claim, Claimed } from './claim.js';
import { claimDeliveries } from './claim-deliveries.js';
import { dueKeys, type DueQuery } from './due-delivery.js';
import { EffectTools } from './effect-tools.js';
import { listOverdueOutcomes } from './outcome-overdue.js';
import { runInside } from './run-inside.js';
import { setAside } from './set-aside.js';
import { settleAttempt } from './settle-attempt.js';
import { hasClaims, workspacesWithDue } from './workspaces-with-due.js';
import { beginAttempt, releaseClaims, releaseLostClaims } from './write-deliveries.js';

/** Small, so that every claim of a batch begins in time and accounts are locked briefly (S13). */
const CLAIM_BATCH = 20;
const INSIDE_BATCH = 200;
/** How long an attempt may take before others take it for lost, in milliseconds of machine time. */
const ATTEMPT_LEASE = 45_000;

type LooseConnector = OutsideConnector<never>;

/** Carries out what journeys have decided, once each (S15), in every process, small batch by small batch. */
@Injectable()
export class DeliveryWorker implements OnModuleInit, OnModuleDestroy {
  private readonly worker = newId();
  private readonly attempts: Counter;
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    readonly clock: Clock,
    private readonly ticks: TickRegistry,
    readonly log: Log,
    private readonly tools: EffectTools,
    metrics: Metrics,
  ) {
    this.attempts = metrics.counter({
      name: 'dunwell_delivery_attempts_total',
      help: 'Attempts to have an effect outside, by kind and what became of them.',
      labels: ['kind', 'outcome'],
    });
  }

  onModuleInit(): void {
    this.ticks.register({ name: 'deliveries', run: () => this.run(), drained: () => this.drained() });
  }

  /** From here on nothing is claimed or begun; the tick under way ends with the attempts it has begun. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** What is due now, of each workspace in turn. */
  run(): Promise<void> {
    return workspacesInTurn(this, {
      what: 'Deliveries',
      workspaces: (now) => this.workspacesWithDue(now),
      runBatch: (workspaceId, businessNow) => this.runBatch(workspaceId, businessNow),
      isStopping: () => this.stopping,
    });
  }

  /** Everything that is due in one workspace at a business now that is passed in. */
  async runWorkspace(workspaceId: string, now: Date): Promise<void> {
    const businessNow = (): Promise<Date> => Promise.resolve(now);
    while ((await this.workspacesWithDue(now)).includes(workspaceId)) {
      if ((await this.runBatch(workspaceId, businessNow)) === 0) return;
    }
  }

  /** One batch of each sort; returns how many deliveries were looked at. */
  private async runBatch(workspaceId: string, businessNow: Claim['businessNow']): Promise<number> {
    const now = await businessNow();
    const machineNow = this.clock.machineNow();
    await this.dataSource.transaction((manager) =>
      releaseLostClaims(manager, { workspaceId, machineNow, now }),
    );
    const due = { workspaceId, now };
    const claim: Claim = {
      ...due,
      worker: this.worker,
      businessNow,
      machineNow: () => this.clock.machineNow(),
      limit: CLAIM_BATCH,
    };
    const overdue = await this.dataSource.transaction((manager) =>
      listOverdueOutcomes(manager, { ...due, limit: INSIDE_BATCH }),
    );
    const inside = await this.together({ ...due, limit: INSIDE_BATCH, where: 'inside' }, (manager, query) =>
      runInside(manager, this.tools, new VersionsInWorkspace(manager, workspaceId), {
        ...claim,
        ...query,
      }),
    );
    const outside = await this.together({ ...due, limit: CLAIM_BATCH, where: 'outside' }, (manager, query) =>
      claimDeliveries(manager, this.tools, new VersionsInWorkspace(manager, workspaceId), {
        ...claim,
        ...query,
      }),
    );
    await this.deliverAll(
      claim,
      outside.flatMap(({ claimed }) => claimed),
    );
    return overdue + sum(inside) + sum(outside.map(({ lookedAt }) => lookedAt));
  }

  /** Work on a batch; deliveries that fail alone are set aside for an operator. */
  private together<T>(
    query: DueQuery,
    work: (manager: EntityManager, query: DueQuery) => Promise<T>,
  ): Promise<T[]> {
    const inside = (which: DueQuery): Promise<T> =>
      this.dataSource.transaction((manager) => work(manager, which));
    return togetherOrAlone({
      together: () => inside(query),
      items: () => dueKeys(this.dataSource.manager, query),
      alone: (key) => inside({ ...query, key }),
      batchFailed: () => this.log.warn('A batch of deliveries failed; each is tried by itself.'),
      itemFailed: async (key, error) => {
        this.log.error('A delivery could not be prepared.', error, { key });
        await setAside(this.dataSource.manager, query.workspaceId, key);
      },
    });
  }

  /** Messages one at a time (S15): an uncertain one is then one, not a batch. Others wait for nobody. */
  private async deliverAll(claim: Claim, claimed: readonly Claimed[]): Promise<void> {
    const messages = claimed.filter((one) => this.connectorFor(one).uncertainWhenLost);
    const others = claimed.filter((one) => !this.connectorFor(one).uncertainWhenLost);
    const notBegun: string[] = [];
    const deliver = async (one: Claimed): Promise<void> => {
      const { key, action } = one.delivery;
      const begun = await inSpan('deliver', { 'dunwell.kind': action.kind }, () => this.deliver(claim, one));
      if (!begun) notBegun.push(key);
    };
    const oneByOne = async (): Promise<void> => {
      for (const message of messages) await deliver(message);
    };
    await Promise.all([oneByOne(), ...others.map(deliver)]);
    // What took too long to be begun, or was not begun because the process ends, is anybody's again at once.
    await this.dataSource.transaction((manager) => releaseClaims(manager, claim, notBegun));
  }

  /** One attempt and its outcome; false where it was not begun. What goes wrong here concerns this delivery alone. */
  private async deliver(claim: Claim, claimed: Claimed): Promise<boolean> {
    const { key } = claimed.delivery;
    const { prepared, at } = claimed;
    const connector = this.connectorFor(claimed);
    let attempt: number | null = null;
    try {
      if (this.stopping) return false;
      const status = prepared.kind === 'ready' && connector.uncertainWhenLost ? 'sending' : 'claimed';
      const { manager } = this.dataSource;
      attempt = await beginAttempt(manager, claim, { key, at }, { status, lease: ATTEMPT_LEASE });
      if (attempt === null) return false;
      const payload = prepared.kind === 'ready' ? prepared.payload : null;
      const outcome = await this.attempt(connector, claim.workspaceId, claimed);
      this.attempts.inc({ kind: claimed.delivery.action.kind, outcome: outcome.kind });
      const now = await claim.businessNow();
      await settleAttempt(this.dataSource, connector, claim, { key, attempt, payload, outcome }, now);
    } catch (error) {
      // Its lease runs out: then it is claimed anew, or is uncertain.
      this.log.error('What became of a delivery could not be recorded.', error, { key });
    }
    return attempt !== null;
  }

  private async attempt(
    connector: LooseConnector,
    workspaceId: string,
    { delivery: { key }, prepared, at }: Claimed,
  ): Promise<AttemptOutcome> {
    if (prepared.kind === 'lacks') {
      return { kind: 'refused', code: prepared.code, problem: prepared.problem };
    }
    try {
      return await connector.attempt(prepared.payload, { workspaceId, key, now: at });
    } catch (error) {
      this.log.error('An attempt failed unexpectedly.', error, { key });
      const code = 'unexpectedError';
      return connector.uncertainWhenLost
        ? { kind: 'uncertain', code, problem: 'Something unexpected went wrong. It may have arrived.' }
        : { kind: 'retry', code, problem: 'Something unexpected went wrong; the log has it.' };
    }
  }

  private connectorFor({ delivery }: Claimed): LooseConnector {
    return connectorOf(this.tools.connectors, delivery.action.kind) as LooseConnector;
  }

  private async drained(): Promise<boolean> {
    const { manager } = this.dataSource;
    const now = await this.clock.businessNow();
    return (await this.workspacesWithDue(now)).length === 0 && !(await hasClaims(manager));
  }

  private workspacesWithDue(now: Date): Promise<string[]> {
    return workspacesWithDue(this.dataSource.manager, { now, machineNow: this.clock.machineNow() });
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
