import { afterEach, describe, expect, it } from '@jest/globals';
import type { TestRunResult, WorkspaceChange } from '@dunwell/contract';
import type { Limits } from '@dunwell/language';
import { DAY, DeliveryWorld, rule } from './delivery-world.testing.js';

const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
/** The hours of an automation; 2 March 2026 is a Monday and its evaluation at 09:00. */
const hours = (from: string, to: string, weekdays = ALL_WEEK): Limits => ({
  sendWindow: { from, to, weekdays },
});

let world: DeliveryWorld;

afterEach(() => world.close());

/** What a test run says of the same step on the same date (S20). */
async function tried(limits: Limits): Promise<{ reason: string; until: string } | null> {
  const { body } = await world.app.http
    .post('/api/v1/test-runs')
    .send({ document: rule(undefined, { limits }), accounts: ['A'], asOf: DAY })
    .expect(200);
  const [subject] = (body as TestRunResult).subjects;
  const [step] = subject!.trace.flatMap((one) => (one.kind === 'action' ? [one.effect] : []));
  if (step?.kind !== 'done') throw new Error(JSON.stringify(step));
  const [spell] = step.heldBack;
  return spell ? { reason: spell.reason, until: spell.until } : null;
}

describe('the limits of a workspace (S14)', () => {
  it.each<[string, WorkspaceChange, Limits, { reason: string; until: string } | null]>([
    ['none: at once', {}, {}, null],
    [
      'quiet hours',
      { sendWindow: { from: '10:30', to: '18:00', weekdays: ALL_WEEK } },
      {},
      { reason: 'quietHours', until: `${DAY}T10:30:00.000Z` },
    ],
    [
      'a window over midnight',
      { sendWindow: { from: '20:00', to: '08:00', weekdays: ALL_WEEK } },
      {},
      { reason: 'quietHours', until: `${DAY}T20:00:00.000Z` },
    ],
    [
      'weekdays, at any hour',
      { sendWindow: { from: '00:00', to: '00:00', weekdays: [3] } },
      {},
      { reason: 'weekday', until: '2026-03-04T00:00:00.000Z' },
    ],
    [
      'an automation tightens them',
      { sendWindow: { from: '10:00', to: '18:00', weekdays: ALL_WEEK } },
      hours('12:00', '13:00'),
      { reason: 'quietHours', until: `${DAY}T12:00:00.000Z` },
    ],
    [
      'an automation cannot widen them',
      { sendWindow: { from: '10:00', to: '18:00', weekdays: ALL_WEEK } },
      hours('00:00', '23:59'),
      { reason: 'quietHours', until: `${DAY}T10:00:00.000Z` },
    ],
    [
      'holidays that every automation keeps',
      { holidays: { dates: [DAY, '2026-03-03'], always: true } },
      { skipHolidays: false },
      { reason: 'holiday', until: '2026-03-04T00:00:00.000Z' },
    ],
    [
      'holidays that this automation keeps',
      { holidays: { dates: [DAY], always: false } },
      { skipHolidays: true },
      { reason: 'holiday', until: '2026-03-03T00:00:00.000Z' },
    ],
    ['holidays that this automation does not keep', { holidays: { dates: [DAY], always: false } }, {}, null],
  ])('%s: live and trials alike', async (_, workspace, limits, held) => {
    world = await DeliveryWorld.open(rule(undefined, { limits }));
    await world.app.http.patch('/api/v1/workspace').send(workspace).expect(200);
    await world.entered('A');
    await world.deliver();
    const { heldBecause, dueAt } = await world.delivery();
    expect(
      heldBecause === null ? null : { reason: heldBecause, until: new Date(dueAt).toISOString() },
    ).toEqual(held);
    expect(await tried(limits)).toEqual(held);
    expect(world.mail.received).toBe(held === null ? 1 : 0);
    if (held === null) return;
    await world.moveTo(held.until);
    expect(world.mail.received).toBe(1);
  });
});
