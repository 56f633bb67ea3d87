import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** One timed run. */
export interface Measured<T> {
  result: T;
  /** Milliseconds from beginning to end. */
  ms: number;
  /** The longest time, in milliseconds, during which timers and sockets had to wait. */
  longestStall: number;
  /** Bytes of heap in use at the end, garbage included. */
  heap: number;
}

/** How often the event loop is looked at, in milliseconds: stalls are told from this. */
const RESOLUTION = 1;

/** Takes away the garbage of what ran before; not within a series, since it throws away compiled code as well. */
export function collectGarbage(): void {
  globalThis.gc?.();
}

export async function measure<T>(run: () => Promise<T>): Promise<Measured<T>> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  await sleep(2 * RESOLUTION);
  delays.reset();
  const started = performance.now();
  const result = await run();
  const ms = performance.now() - started;
  const { heapUsed: heap } = process.memoryUsage();
  // A stall is noticed when it is over.
  await sleep(2 * RESOLUTION);
  delays.disable();
  return { result, ms, longestStall: Math.max(0, delays.max / 1e6 - RESOLUTION), heap };
}

/** The most memory this process has had so far, in bytes; the database's is its own. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** The middle one; of an even number the higher of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
