const MINUTE = 60_000;

/** Counts what each caller does in this process, minute by minute of machine time. */
export class MinuteBudget {
  private minute = 0;
  private counts = new Map<string, number>();

  constructor(private readonly limit: number) {}

  /** Counts one; returns in how many seconds the caller may go on, or null where it is within its budget. */
  take(caller: string, machineNow: Date): number | null {
    const now = machineNow.getTime();
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts = new Map();
    }
    const count = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, count);
    return count <= this.limit ? null : Math.ceil(((minute + 1) * MINUTE - now) / 1_000);
  }
}
