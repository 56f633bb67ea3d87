import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from './clock.js';
import { TickRegistry, type Tick } from './tick-registry.js';
import { TickRunner } from './tick-runner.js';

const clock = {
  machineNow: () => new Date(),
  businessNow: () => Promise.resolve(new Date('2026-01-01T00:00:00Z')),
} as Clock;

function runnerOf(...ticks: Tick[]): TickRunner {
  const registry = new TickRegistry();
  for (const tick of ticks) registry.register(tick);
  return new TickRunner(clock, registry);
}

describe('ticks in one process', () => {
  it('never overlap', async () => {
    let running = 0;
    let most = 0;
    let rounds = 0;
    const runner = runnerOf({
      name: 'slow',
      run: async () => {
        running += 1;
        rounds += 1;
        most = Math.max(most, running);
        await sleep(5);
        running -= 1;
      },
    });
    await Promise.all([runner.run(), runner.runIfIdle(), runner.run(), runner.run()]);
    expect({ most, rounds }).toEqual({ most: 1, rounds: 3 });
  });

  it('finish before the process ends, and begin no more', async () => {
    let finished = 0;
    const runner = runnerOf({
      name: 'slow',
      run: async () => {
        await sleep(5);
        finished += 1;
      },
    });
    const running = runner.run();
    await sleep(1);
    await runner.beforeApplicationShutdown();
    expect(finished).toBe(1);
    await Promise.all([running, runner.run()]);
    expect(finished).toBe(1);
  });

  it('give up draining what does not end, by name', async () => {
    const runner = runnerOf({
      name: 'endless',
      run: () => Promise.resolve(),
      drained: () => Promise.resolve(false),
    });
    await expect(runner.drain(20)).rejects.toMatchObject({
      status: 504,
      code: 'drainTookTooLong',
      message: expect.stringContaining('endless'),
    });
  });
});
