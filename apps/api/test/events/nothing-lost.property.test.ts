import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@dunwell/engine';
import fc from 'fast-check';
import { findHappenings } from '../../src/billing/events/find-happenings.js';
import type { EvaluationWorld } from '../runtime/evaluation-world.testing.js';
import { SharedApp, announce, send } from './event-world.testing.js';

const FIRST = '2026-03-02';
const HOURS = 3_600_000;

let shared: SharedApp;

beforeAll(async () => {
  shared = await SharedApp.start();
});

afterAll(() => shared.close());

/** What may happen next: time passes, and something is written or announced. */
const happening = fc.record({
  hours: fc.integer({ min: 0, max: 40 }),
  what: fc.oneof(
    fc.record({
      kind: fc.constant('invoice' as const),
      issued: fc.integer({ min: -8, max: 4 }),
      term: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({
      kind: fc.constant('payment' as const),
      days: fc.integer({ min: -6, max: 5 }),
      failed: fc.boolean(),
      share: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ kind: fc.constant('tag' as const), days: fc.integer({ min: -5, max: 5 }) }),
    fc.record({ kind: fc.constant('plan' as const), days: fc.integer({ min: -5, max: 5 }) }),
    fc.record({ kind: fc.constant('announce' as const) }),
  ),
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Writes a story as it comes, part of it late and part of it ahead, with announcements wherever they fall. */
async function play(story: readonly Happening[]): Promise<{ world: EvaluationWorld; end: Date }> {
  let now = new Date(`${FIRST}T00:00:00Z`);
  const world = await shared.world(now.toISOString());
  await send(world, 'accounts', { account: 'A', currency: 'EUR', timeZone: 'America/New_York' });
  await send(world, 'subscriptions', {
    ...{ account: 'A', key: 'S', status: 'active', plan: 'first', startedOn: '2026-01-01' },
  });
  const invoices: string[] = [];
  for (const [number, { hours, what }] of story.entries()) {
    now = new Date(now.getTime() + hours * HOURS);
    await world.waitUntil(now.toISOString());
    const today = now.toISOString().slice(0, 10);
    const instant = (days: number): string => new Date(now.getTime() + days * 24 * HOURS).toISOString();
    switch (what.kind) {
      case 'invoice': {
        const issuedOn = addDays(today, what.issued);
        const invoice = { account: 'A', number: `I-${number}`, total: 6_000 };
        await send(world, 'invoices', { ...invoice, issuedOn, dueOn: addDays(issuedOn, what.term) });
        invoices.push(invoice.number);
        break;
      }
      case 'payment': {
        const invoice = invoices.at(-1);
        const amount = 2_000 * what.share;
        await send(world, 'payments', {
          ...{ account: 'A', reference: `P-${number}`, amount, at: instant(what.days) },
          status: what.failed ? 'failed' : 'succeeded',
          allocations: invoice === undefined ? [] : [{ invoice, amount }],
        });
        break;
      }
      case 'tag':
        await send(world, 'tags', { account: 'A', tag: `T-${number}`, from: instant(what.days) });
        break;
      case 'plan':
        await send(world, 'subscriptions', {
          ...{ account: 'A', key: 'S', plan: `plan ${number}`, effectiveAt: instant(what.days) },
        });
        break;
      case 'announce':
        await announce(world, now.toISOString());
        break;
    }
  }
  const end = new Date(now.getTime() + 10 * 24 * HOURS);
  await announce(world, end.toISOString());
  return { world, end };
}

describe('whatever is written late or ahead, and whenever is announced', () => {
  it('everything the facts tell in the end is published', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 12 }), async (story) => {
        const { world, end } = await play(story);
        const { dataSource, workspaceId } = world.app;
        const [account] = await dataSource.query<{ id: string }[]>(
          'select account_id as id from accounts where workspace_id = $1',
          [workspaceId],
        );
        const stretch = { after: new Date('2026-02-15T00:00:00Z'), upTo: end };
        const unpublished = await findHappenings(dataSource.manager, workspaceId, [account!.id], stretch);
        expect(unpublished).toEqual([]);
      }),
      { numRuns: 15, seed: 20_260_302 },
    );
  });
});
