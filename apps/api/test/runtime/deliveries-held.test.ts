import { afterEach, describe, expect, it } from '@jest/globals';
import type { HoldInput } from '@dunwell/contract';
import { act, DAY, DeliveryWorld, NINE, REMIND, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

const PAID = { status: 'exited', because: 'Nothing overdue any more' };

describe('S13 exits, read in the claim', () => {
  const facts: [string, (world: DeliveryWorld) => Promise<void>][] = [
    ['a payment between entry and claim', (w) => w.pays('A', `${DAY}T09:00:30Z`)],
    ['a payment dated at the very instant of the entry', (w) => w.pays('A', NINE)],
    ['a payment dated before the entry, recorded after it', (w) => w.pays('A', '2026-02-27')],
    [
      'a payment that was charged back again in between',
      (w) => w.pays('A', `${DAY}T09:00:10Z`, { status: 'chargedBack', reversedAt: `${DAY}T09:00:20Z` }),
    ],
    [
      'a credit for all of it',
      async (w) => {
        w.account().isCredited('120.00').for('A-owed', `${DAY}T09:00:30Z`);
        await w.save();
      },
    ],
  ];
  it.each(facts)('%s ends the journey before anything is sent', async (_, happen) => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.setClock(`${DAY}T09:01:00Z`);
    await happen(world);
    await world.deliver();
    expect(await world.journey()).toEqual(PAID);
    expect(await world.steps()).toEqual(['remind ended']);
    expect(world.mail.received).toBe(0);
  });

  it('a payment dated later does not count yet, and ends what is then still under way', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B');
    await world.hold({ account: 'B', until: '2026-03-03' });
    await world.pays('A', '2026-03-03');
    await world.pays('B', '2026-03-03');
    await world.deliver();
    expect(world.recipients).toEqual(['A@customer.example']);
    await world.moveTo('2026-03-04T00:00:00Z');
    expect(await world.journey('B')).toEqual(PAID);
    expect(world.mail.received).toBe(1);
  });

  it('an exit on a day count that held only on a daily look while the step was held back ends the journey', async () => {
    const exit = [
      {
        id: 'third',
        label: 'The third day',
        when: { field: 'account.pastDueStreakDays' as const, operator: 'equals' as const, value: 3 },
      },
    ];
    world = await DeliveryWorld.open(rule(undefined, { exit }));
    await world.entered('A');
    await world.hold({ until: '2026-03-06' });
    await world.deliver();
    await world.moveTo('2026-03-07T00:00:00Z');
    expect(await world.journey()).toEqual({ status: 'exited', because: 'The third day' });
  });

  it('ends journeys before effects inside the database too', async () => {
    world = await DeliveryWorld.open(rule({ tag: act({ kind: 'addTag', tag: 'reminded' }) }));
    await world.entered('A');
    await world.pays();
    await world.deliver();
    expect([await world.journey(), await world.steps()]).toEqual([PAID, ['tag ended']]);
  });
});

describe('S13, S16 exits when facts change, though nothing is to be claimed', () => {
  const waiting: [string, (world: DeliveryWorld) => Promise<void>][] = [
    [
      'that needs attention',
      async (w) => {
        w.account('A', { email: null });
        await w.save();
        await w.deliver();
      },
    ],
    ['of a paused automation', (w) => w.change('pause')],
    [
      'that waits for its next attempt',
      async (w) => {
        w.script.message = [451, 'Later'];
        await w.deliver();
      },
    ],
    [
      'that is held, of a paused automation',
      async (w) => {
        await w.hold();
        await w.deliver();
        await w.change('pause');
      },
    ],
  ];
  it.each(waiting)('a step %s ends as soon as the account pays', async (_, begin) => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await begin(world);
    await world.pays();
    await world.deliver();
    expect([await world.journey(), await world.steps()]).toEqual([PAID, ['remind ended']]);
    expect(world.mail.mails).toEqual([]);
  });

  it('what may have arrived stays for an operator to tell, though its journey is over', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    world.script.message = 'hangUp';
    await world.deliver();
    await world.pays();
    await world.deliver();
    expect([await world.journey(), await world.steps()]).toEqual([PAID, ['remind uncertain']]);
    await world.decide((await world.delivery()).key, 'confirm').expect(204);
    expect([await world.journey(), await world.steps()]).toEqual([PAID, ['remind done']]);
  });

  it('a hold lifted during a pause: the step goes on at resume', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    const hold = await world.hold();
    await world.deliver();
    await world.change('pause');
    await world.setClock('2026-03-04T12:00:00Z');
    await world.lift(hold);
    await world.deliver();
    expect(await world.steps()).toEqual(['remind due']);
    await world.change('resume');
    await world.deliver();
    expect(await world.steps()).toEqual(['remind done']);
  });

  it('a change of facts during a pause: what was free long before is too late all the same (S16)', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.hold({ until: '2026-03-03' });
    await world.deliver();
    await world.change('pause');
    await world.setClock('2026-03-18T12:00:00Z');
    world.account('A').pays('20.00').for('A-owed', '2026-03-18T12:00:00Z');
    await world.save();
    await world.deliver();
    await world.setClock('2026-03-19T12:00:00Z');
    await world.change('resume');
    await world.deliver();
    expect(await world.delivery()).toMatchObject({ status: 'needsAttention', problemCode: 'tooLate' });
  });
});

describe('S14 held back', () => {
  /** What is seen on `DAY`, and when the clock then stands at each of these instants. */
  interface Story {
    holds?: Partial<HoldInput>[];
    pendingAt?: string;
    limits?: Parameters<typeof rule>[1];
    held: string | null;
    /** The forecast. */
    until?: string | null;
    then?: [at: string, status: string][];
  }
  const WEEKDAYS = [1, 2, 3, 4, 5];
  const stories: Record<string, Story> = {
    'a hold to a date: waits for its end, then goes on': {
      holds: [{ until: '2026-03-25' }],
      held: 'accountHold',
      until: '2026-03-26T00:00:00.000Z',
      then: [
        ['2026-03-25T23:59:00Z', 'underWay'],
        ['2026-03-26T00:00:00Z', 'completed'],
      ],
    },
    'a hold without an end: expires after 14 days': {
      holds: [{}],
      held: 'accountHold',
      until: null,
      then: [
        ['2026-03-16T08:59:00Z', 'underWay'],
        ['2026-03-16T09:00:00Z', 'expired'],
      ],
    },
    'an excluded account: the journey ends': {
      holds: [{ leaveOut: true }],
      held: null,
      then: [[NINE, 'ended']],
    },
    'an excluded invoice: nothing is overdue any more': {
      holds: [{ leaveOut: true, invoice: 'A-owed' }],
      held: null,
      then: [[NINE, 'exited']],
    },
    'a hold on an invoice: does not concern a journey about the account': {
      holds: [{ invoice: 'A-owed' }],
      held: null,
      then: [[NINE, 'completed']],
    },
    'a payment in flight: waits at most 10 days': {
      pendingAt: NINE,
      held: 'paymentInFlight',
      until: '2026-03-12T09:00:00.000Z',
      then: [
        ['2026-03-12T08:59:00Z', 'underWay'],
        ['2026-03-12T09:00:00Z', 'completed'],
      ],
    },
    'quiet hours: postponed to the next allowed moment': {
      limits: { limits: { sendWindow: { from: '10:00', to: '16:00', weekdays: WEEKDAYS } } },
      held: 'quietHours',
      until: '2026-03-02T10:00:00.000Z',
      then: [['2026-03-02T10:00:00Z', 'completed']],
    },
    'weekdays: postponed to the next allowed date': {
      limits: { limits: { sendWindow: { from: '08:00', to: '16:00', weekdays: [4] } } },
      held: 'weekday',
      until: '2026-03-05T08:00:00.000Z',
      then: [['2026-03-05T08:00:00Z', 'completed']],
    },
  };
  it.each(Object.entries(stories))(
    '%s',
    async (_, { holds = [], pendingAt, limits, held, until, then = [] }) => {
      world = await DeliveryWorld.open(rule(undefined, limits));
      await world.entered('A');
      for (const hold of holds) await world.hold(hold);
      if (pendingAt !== undefined) await world.pays('A', pendingAt, { status: 'pending' });
      await world.deliver();
      expect((await world.delivery()).heldBecause).toBe(held);
      const listed = await world.app.http.get('/api/v1/deliveries').expect(200);
      const [shown] = (listed.body as { items: { heldBecause: string | null; dueAt: string | null }[] })
        .items;
      if (until !== undefined) expect(shown).toMatchObject({ heldBecause: held, dueAt: until });
      for (const [at, status] of then) {
        await world.moveTo(at);
        expect([at, (await world.journey()).status]).toEqual([at, status]);
      }
      const sent = (await world.journey()).status === 'completed' ? 1 : 0;
      expect(world.mail.received).toBe(sent);
    },
  );

  it('a hold that is lifted: goes on at the next tick, exits read anew', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B');
    const holds = [await world.hold(), await world.hold({ account: 'B' })];
    await world.deliver();
    await world.setClock('2026-03-04T12:00:00Z');
    await world.pays('B', '2026-03-04T11:00:00Z');
    for (const hold of holds) await world.lift(hold);
    await world.deliver();
    expect([await world.journey('A'), await world.journey('B')]).toEqual([
      { status: 'completed', because: null },
      PAID,
    ]);
    expect(world.recipients).toEqual(['A@customer.example']);
  });

  it('a payment in flight that fails: goes on; one that succeeds: ends', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B');
    await world.pays('A', NINE, { status: 'pending', reference: 'p-A' });
    await world.pays('B', NINE, { status: 'pending', reference: 'p-B' });
    await world.deliver();
    const later = '2026-03-03T12:00:00Z';
    await world.setClock(later);
    await world.pays('A', later, { status: 'failed', reference: 'p-A' });
    await world.pays('B', later, { status: 'succeeded', reference: 'p-B' });
    await world.deliver();
    expect([(await world.journey('A')).status, (await world.journey('B')).status]).toEqual([
      'completed',
      'exited',
    ]);
  });

  it('a newer journey of the same automation: the held one ends as superseded, nobody gets two', async () => {
    const entry = {
      when: { field: 'account.pastDueStreakDays' as const, operator: 'atLeast' as const, value: 1 },
      reentry: { kind: 'everyMatch' as const },
    };
    world = await DeliveryWorld.open(rule(undefined, { entry }));
    await world.entered('A');
    await world.hold({ until: '2026-03-03' });
    await world.deliver();
    await world.moveTo('2026-03-04T00:00:00Z');
    const statuses = await world.dataSource.query<{ status: string }[]>(
      'select status from journeys order by entered_at',
    );
    expect(statuses.map(({ status }) => status)).toEqual(['superseded', 'completed']);
    expect(world.mail.received).toBe(1);
  });

  it('messages to the team are not held back', async () => {
    const limits = { sendWindow: { from: '20:00', to: '21:00', weekdays: [7] } };
    world = await DeliveryWorld.open(
      rule(
        { team: act({ kind: 'emailTeam', to: ['team@acme.example'], subject: 'Held', body: 'Look.' }) },
        { limits },
      ),
    );
    await world.entered('A');
    await world.hold();
    await world.deliver();
    expect([await world.steps(), world.recipients]).toEqual([['team done'], ['team@acme.example']]);
  });
});

describe('S16 paused, resumed, archived', () => {
  const TOO_LATE = /was to go out on 2026-03-02 and is 4 days late; this automation acts up to 3 days late/;

  it.each([
    ['3 days late, as many as are allowed: goes on', '2026-03-05T12:00:00Z', ['remind done']],
    ['4 days late: is listed for an operator', '2026-03-06T12:00:00Z', ['remind needsAttention']],
  ])('a step that comes %s', async (_, resumedAt, steps) => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.change('pause');
    await world.setClock(resumedAt);
    await world.deliver();
    expect(await world.steps()).toEqual(['remind due']);
    await world.change('resume');
    await world.deliver();
    expect(await world.steps()).toEqual(steps);
  });

  it('what is too late says so, and an operator runs it or lets it be', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B');
    await world.deliverAt('2026-03-06T12:00:00Z');
    const [a, b] = await world.deliveries();
    expect([a, b]).toMatchObject([
      { status: 'needsAttention', problemCode: 'tooLate', attempts: 0 },
      { status: 'needsAttention', problemCode: 'tooLate', attempts: 0 },
    ]);
    expect(a!.problem).toMatch(TOO_LATE);
    await world.decide(a!.key, 'retry').expect(204);
    await world.decide(b!.key, 'skip').expect(204);
    await world.deliver();
    expect([await world.steps(), world.recipients]).toEqual([
      ['remind done', 'remind ended'],
      ['A@customer.example'],
    ]);
    expect([(await world.journey('A')).status, (await world.journey('B')).status]).toEqual([
      'completed',
      'completed',
    ]);
  });

  it('who has paid meanwhile is not listed: exits go first', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.change('pause');
    await world.setClock('2026-03-10T12:00:00Z');
    await world.pays('A', '2026-03-10T11:00:00Z');
    await world.change('resume');
    await world.deliver();
    expect([await world.journey(), await world.steps()]).toEqual([PAID, ['remind ended']]);
  });

  it('time under a hold is not late', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.hold({ until: '2026-03-20' });
    await world.deliver();
    await world.moveTo('2026-03-21T08:00:00Z');
    expect(await world.steps()).toEqual(['remind done']);
  });

  it('effects inside the database are listed when they are too late', async () => {
    world = await DeliveryWorld.open(rule({ tag: act({ kind: 'addTag', tag: 'reminded' }) }));
    await world.entered('A');
    await world.deliverAt('2026-03-10T09:00:00Z');
    expect(await world.delivery()).toMatchObject({ status: 'needsAttention', problemCode: 'tooLate' });
  });

  it('archiving ends journeys and what they have not had', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.change('archive');
    await world.deliver();
    expect(await world.journey()).toEqual({ status: 'ended', because: 'The automation was archived.' });
    expect([await world.steps(), world.mail.received]).toEqual([['remind ended'], 0]);
  });
});

describe('S17, S18 what an action lacks', () => {
  const unset = { ...REMIND, body: 'Since {{ account.country }}.' };
  it.each([
    ['no email address', REMIND, { email: null }, 'noEmailAddress'],
    ['a variable that is not set', unset, {}, 'variableNotSet'],
  ])('%s: needs attention, never silence', async (_, action, details, code) => {
    world = await DeliveryWorld.open(rule({ remind: act(action) }));
    world.account('A', details).owes('120.00').since(DAY);
    await world.save();
    await world.moveTo(NINE);
    const delivery = await world.delivery();
    expect(delivery).toMatchObject({ status: 'needsAttention', problemCode: code });
    expect((await world.journey()).status).toBe('underWay');
    world.account('A', { email: 'new@customer.example', country: 'DE' } as object);
    await world.save();
    await world.decide(delivery.key, 'retry').expect(204);
    await world.deliver();
    expect((await world.journey()).status).toBe('completed');
    expect(world.recipients).toEqual(['new@customer.example']);
  });

  it('onFailure is followed where there is one, and rejoins', async () => {
    world = await DeliveryWorld.open(
      rule({
        remind: act(REMIND, { onFailure: 'call', next: 'tag' }),
        call: act({ kind: 'createTask', title: 'Call {{ account.name }}', dueInDays: 1 }),
        tag: act({ kind: 'addTag', tag: 'reminded' }),
      }),
    );
    world.account('A', { email: null }).owes('120.00').since(DAY);
    await world.save();
    await world.moveTo(NINE);
    expect((await world.steps()).sort()).toEqual(['call done', 'remind failed', 'tag done']);
    expect((await world.journey()).status).toBe('completed');
  });
});
