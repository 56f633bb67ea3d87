import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { EvaluationWorld, pastDue14, tagged } from './evaluation-world.testing.js';

// Each test starts the application and lives through days.
jest.setTimeout(60_000);

let world: EvaluationWorld;

afterEach(() => world.app.close());

const open = async (now: string): Promise<EvaluationWorld> => (world = await EvaluationWorld.open(now));

describe('rules about invoices (S2)', () => {
  it('enter each invoice on its own days past due', async () => {
    await open('2026-03-01T00:00:00Z');
    world
      .account('A')
      .owes('100', { number: 'first' })
      .dueOn('2026-03-05')
      .owes('50', { number: 'second' })
      .dueOn('2026-03-06')
      .owes('50', { number: 'paid' })
      .dueOn('2026-03-05')
      .pays('50')
      .on('2026-03-07T00:00:00Z');
    await world.save();
    const when = { field: 'invoice.daysPastDue', operator: 'equals', value: 3 } as const;
    await world.publish(
      pastDue14({ subject: 'invoice', entry: { when, reentry: { kind: 'oncePerStreak' } }, exit: [] }),
    );
    for (const date of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-08 first', '2026-03-09 second']);
  });
});

describe('rules about subscriptions', () => {
  it('count down to the end of the term, once for each term', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').subscribes('gold', { endedOn: '2026-03-20' });
    world.account('B').subscribes('gold', { endedOn: '2026-03-21' });
    world.account('C').subscribes('gold');
    await world.save();
    const when = { field: 'subscription.endsInDays', operator: 'equals', value: 7 } as const;
    await world.publish(
      pastDue14({
        subject: 'subscription',
        entry: { when, reentry: { kind: 'oncePerStreak' } },
        exit: [],
        steps: { tag: tagged('ending') },
      }),
    );
    for (const date of ['2026-03-12', '2026-03-13', '2026-03-14', '2026-03-15']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-13 A-gold', '2026-03-14 B-gold']);
  });
});

describe('rules about payment methods', () => {
  it('tell before a card expires: on the last day of its month, and anew for its next expiry', async () => {
    await open('2026-03-25T00:00:00Z');
    world.account('A').hasCard('2026-04');
    world.account('B').hasCard('2026-05');
    await world.save();
    const when = { field: 'paymentMethod.expiresInDays', operator: 'equals', value: 30 } as const;
    await world.publish(
      pastDue14({ subject: 'paymentMethod', entry: { when, reentry: { kind: 'oncePerStreak' } }, exit: [] }),
    );
    for (const date of ['2026-03-30', '2026-03-31', '2026-04-01']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-31 A-card']);
    world.account('A').hasCard('2026-06');
    await world.save();
    for (const date of ['2026-05-01', '2026-05-31']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-31 A-card', '2026-05-01 B-card', '2026-05-31 A-card']);
  });
});
