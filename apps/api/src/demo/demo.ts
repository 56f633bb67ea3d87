import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type LogLevel, type ProcessConfig } from '../config/config.js';
import {
  createDemoWorkspace,
  markDemoReady,
  readyDemo,
  unfinishedDemos,
} from '../identity/demo-workspace.js';
import { Clock } from '../platform/clock/clock.js';
import { eraseWorkspace } from '../platform/database/erase-workspace.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { onlyRow } from '../platform/must.js';
import { EffectTools } from '../runtime/deliveries/effect-tools.js';
import { fillDemoWorkspace } from './fill-demo-workspace.js';
import { HOME_ZONE } from './story/markets.js';

export interface DemoRequest {
  /** Whether the database is the embedded one. */
  embedded: boolean;
  /** Lines for whoever waits at the console. */
  say: (line: string) => void;
  /** 3 000 where it is not told. */
  accounts?: number;
}

const NAME = 'Alder Row Studios (demo)';
const ACCOUNTS = 3_000;
const SEED = 7;

/** The demo: a workspace beside the real one, in which every screen has something to show. */
@Injectable()
export class Demo {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: ProcessConfig,
    private readonly tools: EffectTools,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Makes the demo workspace where it is wanted: with the embedded database, in an installation without any account,
   * once. What a killed start has left of one is erased first. Called before anybody can get in; answers the id of the
   * workspace that is ready, null where there is none.
   */
  async prepare(request: DemoRequest): Promise<string | null> {
    const { manager } = this.dataSource;
    for (const workspaceId of await unfinishedDemos(manager)) {
      await this.dataSource.transaction((within) => eraseWorkspace(within, workspaceId));
    }
    if (request.embedded && this.config.demo && (await this.isEmpty())) {
      await this.make(request).catch((error: unknown) => {
        // It is there to be looked at: without it everything else works, and the next start tries again.
        this.log.error('The demo workspace could not be made.', error);
      });
    }
    return readyDemo(manager);
  }

  private async make({ say, accounts = ACCOUNTS }: DemoRequest): Promise<void> {
    const begun = this.clock.machineNow();
    say('Preparing the demo workspace (DUNWELL_DEMO=false starts without it) …');
    const now = (await this.clock.businessNow()).getTime();
    const { manager } = this.dataSource;
    const workspaceId = await createDemoWorkspace(manager, {
      name: NAME,
      timeZone: HOME_ZONE,
      machineNow: begun,
    });
    await fillDemoWorkspace(
      {
        databaseUrl: this.config.databaseUrl,
        tools: this.tools,
        metrics: this.metrics,
        log: new Log(quiet(this.config.logLevel)),
        progress: (words) => say(`  … ${words}`),
      },
      workspaceId,
      { seed: SEED, accounts, now },
    );
    const ready = this.clock.machineNow();
    await markDemoReady(manager, workspaceId, ready);
    const seconds = ((ready.getTime() - begun.getTime()) / 1_000).toFixed(1);
    say(`  … ready after ${seconds} seconds: “${NAME}”.`);
  }

  /** Nobody has begun to use it, and no demo has been made. */
  private async isEmpty(): Promise<boolean> {
    const rows = await this.dataSource.query<{ empty: boolean }[]>(
      `select not exists (select from accounts) and not exists (select from automations)
         and not exists (select from workspaces where demo) as empty`,
    );
    return onlyRow(rows).empty;
  }
}

/** A month of evaluations at once is not what a log is read for. */
const quiet = (level: LogLevel): LogLevel => (['error', 'fatal', 'silent'].includes(level) ? level : 'warn');
