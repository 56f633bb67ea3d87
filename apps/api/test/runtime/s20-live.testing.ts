import { addDays, isScheduledOn, scheduledInstant } from '@dunwell/engine';
import type { AutomationDocument, ScheduleTrigger } from '@dunwell/language';
import { TickRegistry } from '../../src/platform/clock/tick-registry.js';
import { TickRunner } from '../../src/platform/clock/tick-runner.js';
import { groupBy } from '../../src/platform/group-by.js';
import type { EvaluationWorld } from './evaluation-world.testing.js';
import { nextDue } from './next-due.testing.js';
import { DATES, FIRST, ZONES, type AccountTold } from './s20-case.testing.js';

/** The last date on which anybody is evaluated. */
export const LAST = addDays(FIRST, DATES - 1);
/** By the time of day: after every zone's run of the date before the first, before any zone's run of the first. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '02:30': '2026-02-28T12:00:00Z',
  '09:00': '2026-02-28T16:00:00Z',
};
/** When everything that is known from the start is told. */
export const BEFORE_ALL = '2026-02-01T00:00:00Z';

/** Far more than a journey goes on at one instant. */
const MOST_ROUNDS = 100;

/** Something that is written down at an instant. */
export interface Write {
  at: string;
  tell: (world: EvaluationWorld) => void;
}

/** What is published, what becomes known meanwhile, and how long journeys go on. */
export interface LiveStory {
  documents: readonly AutomationDocument[];
  writes: readonly Write[];
  goOnUntil?: number;
}

/**
 * Every write at its own instant, every evaluation at its own: nothing is late. With `goOnUntil` journeys under way are
 * looked at whenever something becomes due or known, up to that instant.
 */
export async function liveOver(
  world: EvaluationWorld,
  { documents, writes, goOnUntil }: LiveStory,
): Promise<string[]> {
  const runner = world.app.app.get(TickRunner);
  const goOnTo = async (instant: number): Promise<void> => {
    if (goOnUntil !== undefined) await everythingBefore(world, instant);
  };
  const byInstant = groupBy(writes, (write) => Date.parse(write.at));
  const evaluated = new Set(documents.flatMap(instantsOf));
  const publishedAt = ({ trigger }: AutomationDocument): number =>
    Date.parse(PUBLISHED[(trigger as ScheduleTrigger).at]!);
  const instants = new Set([...documents.map(publishedAt), ...byInstant.keys(), ...evaluated]);
  const automations: string[] = [];
  for (const instant of [...instants].sort((a, b) => a - b)) {
    await goOnTo(instant);
    await world.waitUntil(new Date(instant).toISOString());
    for (const { tell } of byInstant.get(instant) ?? []) tell(world);
    await world.save();
    for (const [index, document] of documents.entries()) {
      if (publishedAt(document) !== instant) continue;
      await world.publish(document);
      automations[index] = world.automationId;
    }
    if (evaluated.has(instant)) await runner.drain();
    else if (goOnUntil !== undefined) await journeysAt(world, instant);
  }
  await goOnTo(goOnUntil ?? 0);
  return automations;
}

/** Moves the clock from each instant at which a journey or a delivery is due to the next, up to and without one. */
async function everythingBefore(world: EvaluationWorld, end: number): Promise<void> {
  for (;;) {
    const next = await nextDue(world.app.dataSource);
    if (next === null || next >= end) return;
    await world.waitUntil(new Date(next).toISOString());
    await journeysAt(world, next);
  }
}

/** Looks at journeys and delivers what they ask for, until nothing is due any more at the instant of the clock. */
async function journeysAt(world: EvaluationWorld, instant: number): Promise<void> {
  const { ticks } = world.app.app.get(TickRegistry);
  for (let rounds = 0, next: number | null = instant; next !== null && next <= instant; rounds += 1) {
    if (rounds === MOST_ROUNDS) throw new Error(`What is due at ${new Date(next).toISOString()} stays so.`);
    for (const { name, run } of ticks) {
      if (name === 'journeys' || name === 'deliveries') await run(new Date(instant));
    }
    next = await nextDue(world.app.dataSource);
  }
}

function instantsOf({ trigger }: AutomationDocument): number[] {
  const schedule = trigger as ScheduleTrigger;
  const dates = Array.from({ length: DATES }, (_, index) => addDays(FIRST, index));
  return dates
    .filter((date) => isScheduledOn(schedule, date))
    .flatMap((date) => ZONES.map((zone) => scheduledInstant(schedule, date, zone)));
}

/** The facts of a generated account, each at the instant at which it becomes known. */
export function writesOf(key: string, account: AccountTold): Write[] {
  const { timeZone, movesTo, invoices, money, subscription } = account;
  const number = (index: number): string => `${key}-${index}`;
  const onInvoice = (index: number | null): string | undefined =>
    index === null ? undefined : number(index % invoices.length);
  const writes: Write[] = [{ at: BEFORE_ALL, tell: (world) => void world.account(key, { timeZone }) }];
  if (movesTo) {
    writes.push({ at: movesTo.at, tell: (world) => void world.account(key, { timeZone: movesTo.timeZone }) });
  }
  for (const [index, { dueOn, amount, voidAt }] of invoices.entries()) {
    const tell = (state: object) => (world: EvaluationWorld) =>
      void world
        .account(key)
        .owes(`${amount}`, { number: number(index), ...state })
        .dueOn(dueOn);
    writes.push({ at: BEFORE_ALL, tell: tell({}) });
    if (voidAt) writes.push({ at: voidAt, tell: tell({ status: 'void', effectiveAt: voidAt }) });
  }
  for (const [index, one] of money.entries()) {
    const { kind, at, amount, invoice, chargedBackAt } = one;
    const reference = `${key}-m${index}`;
    const tell = (state: object) => (world: EvaluationWorld) => {
      const story = world.account(key);
      const details = { reference, ...state };
      const paid =
        kind === 'credit' ? story.isCredited(`${amount}`, details) : story.pays(`${amount}`, details);
      paid.for(onInvoice(invoice), at);
    };
    writes.push({ at, tell: tell({}) });
    if (kind === 'payment' && chargedBackAt !== null && chargedBackAt > at) {
      const state = { status: 'chargedBack', reversedAt: chargedBackAt };
      writes.push({ at: chargedBackAt, tell: tell(state) });
    }
  }
  if (subscription) {
    const { pausedAt, endedOn } = subscription;
    const tell = (state: object) => (world: EvaluationWorld) =>
      void world.account(key).subscribes('gold', { endedOn, ...state });
    writes.push({ at: BEFORE_ALL, tell: tell({}) });
    if (pausedAt) writes.push({ at: pausedAt, tell: tell({ status: 'paused' }) });
  }
  return writes;
}
