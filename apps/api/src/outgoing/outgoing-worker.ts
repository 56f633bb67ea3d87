import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { newId } from '../platform/database/ids.js';
import { Log } from '../platform/logging/log.js';
import { inSpan } from '../platform/tracing/in-span.js';
import { Announcements } from '../platform/notify/announcements.js';
import {
  claimCall,
  claimDueCalls,
  hasCallsUnderWay,
  releaseCalls,
  workspacesWithCalls,
  type CallClaim,
  type ClaimedCall,
} from './claim-calls.js';
import { makeCall } from './make-call.js';
import { settleCall } from './settle-call.js';

/** Made at the same time: a receiver that is slow holds up no more than these. */
const CLAIM_BATCH = 20;
/** How long one run goes on, so that the minute's other work gets its turn; in milliseconds of machine time. */
const RUN_FOR = 20_000;

/** Calls endpoints with what was recorded for them: at least once, woken by whoever records, looking each minute. */
@Injectable()
export class OutgoingWorker implements OnModuleInit, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly worker = newId();
  private running: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;
  /** How often somebody has said that something is due. */
  private wakes = 0;
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
    private readonly announcements: Announcements,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'outgoing', run: () => this.run(), drained: () => this.drained() });
    this.stopListening = this.announcements.listen({
      heard: ({ topic }) => {
        if (topic === 'outgoing') this.wake();
      },
      mayHaveMissed: () => this.wake(),
    });
  }

  onModuleDestroy(): void {
    this.stopping = true;
    this.stopListening?.();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.running?.catch(() => undefined);
  }

  /** Everything that is due now; runs one after the other in a process. */
  async run(): Promise<void> {
    while (this.running) await this.running.catch(() => undefined);
    if (this.stopping) return;
    this.running = this.makeDueCalls();
    try {
      await this.running;
    } finally {
      this.running = undefined;
    }
  }

  /** Makes one attempt of a call now, for a person; false while somebody else is making one. */
  async attemptNow(workspaceId: string, callId: string): Promise<boolean> {
    const { manager } = this.dataSource;
    // A name of its own: what the worker gives back when it stops is not what a person waits for.
    const claim = { ...(await this.claim(workspaceId)), worker: newId() };
    const call = await claimCall(manager, claim, callId);
    if (!call) return false;
    await this.attempt(claim, call, true);
    return true;
  }

  private wake(): void {
    // A run that is under way may have looked already.
    this.wakes += 1;
    if (this.running) return;
    this.run().catch((error: unknown) => this.log.error('Calls could not be made.', error));
  }

  private async makeDueCalls(): Promise<void> {
    const end = this.clock.machineNow().getTime() + RUN_FOR;
    for (let busy = await this.due(); busy.length > 0; busy = await this.due()) {
      for (const workspaceId of busy) {
        if (this.stopping || this.clock.machineNow().getTime() >= end) return;
        await this.runBatch(workspaceId);
      }
    }
  }

  /** Where there is something to do; once more when somebody has said so meanwhile. */
  private async due(): Promise<string[]> {
    for (;;) {
      const { wakes } = this;
      const busy = await this.workspacesWithCalls();
      if (busy.length > 0 || this.wakes === wakes) return busy;
    }
  }

  private async runBatch(workspaceId: string): Promise<void> {
    const claim = await this.claim(workspaceId);
    const calls = await this.dataSource.transaction((manager) => claimDueCalls(manager, claim, CLAIM_BATCH));
    if (this.stopping) await releaseCalls(this.dataSource.manager, claim);
    else await Promise.all(calls.map((call) => this.attempt(claim, call, false)));
  }

  private async attempt(claim: CallClaim, call: ClaimedCall, byHand: boolean): Promise<void> {
    const { workspaceId, worker } = claim;
    const { secret, allowPrivateNetworks } = this.config;
    try {
      const made = await inSpan('call endpoint', { 'dunwell.endpoint': call.endpointId }, () =>
        makeCall(workspaceId, call, { secret, allowPrivateNetworks, clock: this.clock }),
      );
      const now = await this.clock.businessNow();
      await this.dataSource.transaction((manager) =>
        settleCall(manager, { workspaceId, worker, now, byHand }, call, made),
      );
    } catch (error) {
      // Its lease runs out: then it is made again.
      this.log.error('What became of a call could not be recorded.', error, { callId: call.callId });
      if (byHand) throw error;
    }
  }

  private async claim(workspaceId: string): Promise<CallClaim> {
    const now = await this.clock.businessNow();
    return { workspaceId, worker: this.worker, now, machineNow: this.clock.machineNow() };
  }

  private async workspacesWithCalls(): Promise<string[]> {
    const times = { now: await this.clock.businessNow(), machineNow: this.clock.machineNow() };
    return workspacesWithCalls(this.dataSource.manager, times);
  }

  private async drained(): Promise<boolean> {
    const underWay = await hasCallsUnderWay(this.dataSource.manager, this.clock.machineNow());
    return !underWay && (await this.workspacesWithCalls()).length === 0;
  }
}
