import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { TickRegistry } from '../../platform/clock/tick-registry.js';
import { endAbandonedImports } from './import-store.js';

/** Twenty missed signs of life: its process is gone. */
const SILENCE = 10 * 60_000;

/** Says of imports whose process was killed that they failed. */
@Injectable()
export class AbandonedImports implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ticks: TickRegistry,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'abandoned imports', run: () => this.end() });
  }

  async end(): Promise<void> {
    const now = this.clock.machineNow();
    await endAbandonedImports(this.dataSource, { aliveBefore: new Date(now.getTime() - SILENCE), now });
  }
}
