import { Injectable } from '@nestjs/common';

/** Work that looks, each minute, whether something has become due. It only proposes: unique keys decide. */
export interface Tick {
  name: string;
  run: (businessNow: Date) => Promise<void>;
  /** Whether nothing that is due is left to do. A tick without it is drained after one run. */
  drained?: () => Promise<boolean>;
}

/** Where modules announce their ticks, in the order in which they are to run. */
@Injectable()
export class TickRegistry {
  private readonly registered: Tick[] = [];

  get ticks(): readonly Tick[] {
    return this.registered;
  }

  register(tick: Tick): void {
    this.registered.push(tick);
  }
}
