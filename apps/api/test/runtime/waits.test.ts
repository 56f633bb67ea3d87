import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { JourneyWithHistory } from '@dunwell/contract';
import type { AutomationDocument, Step } from '@dunwell/language';
import { act, DeliveryWorld, REMIND, rule } from './delivery-world.testing.js';
import { isTagged, lived, liveUntil, streakDays, task } from './waits.testing.js';

let world: DeliveryWorld;

/** A document, what becomes of the account, and what its journey lives through. */
interface Story {
  steps: Record<string, Step>;
  document?: Partial<AutomationDocument>;
  /** What happens, and when. */
  happens?: [at: string, happen: (account: string) => Promise<void>];
  lives: string[];
}

const tag =
  (name: string, period: { from?: string } = {}) =>
  async (account: string): Promise<void> => {
    world.account(account).isTagged(name, period);
    await world.save();
  };

const pays =
  (at: string, payment: object = {}) =>
  (account: string): Promise<void> =>
    world.pays(account, at, payment);

const stories: Record<string, Story> = {
  'wait days: on that business date at the time of the schedule': {
    steps: {
      first: task('first', 'pause'),
      pause: { kind: 'wait', days: 2, next: 'then' },
      then: task('then'),
    },
    lives: ['03-02 09:00 first', '03-04 09:00 then', '03-04 09:00 completed'],
  },
  'wait hours: so many from the look that reached it': {
    steps: { pause: { kind: 'wait', hours: 30, next: 'then' }, then: task('then') },
    lives: ['03-03 15:00 then', '03-03 15:00 completed'],
  },
  'wait until a streak day': {
    steps: { pause: { kind: 'wait', untilStreakDay: 4, next: 'then' }, then: task('then') },
    lives: ['03-05 09:00 then', '03-05 09:00 completed'],
  },
  'wait until a streak day that is reached: at once': {
    steps: { pause: { kind: 'wait', untilStreakDay: 1, next: 'then' }, then: task('then') },
    lives: ['03-02 09:00 then', '03-02 09:00 completed'],
  },
  'wait until a streak day: moves when a correction moves the start of the streak': {
    steps: { pause: { kind: 'wait', untilStreakDay: 5, next: 'then' }, then: task('then') },
    happens: [
      '2026-03-03T10:00:00Z',
      async (account) => {
        world
          .account(account)
          .owes('120.00', { number: `${account}-owed` })
          .since('2026-02-28');
        await world.save();
      },
    ],
    lives: ['03-04 09:00 then', '03-04 09:00 completed'],
  },
  'wait until a streak day: the streak is over first': {
    steps: { pause: { kind: 'wait', untilStreakDay: 20, next: 'then' }, then: task('then') },
    document: { exit: [] },
    happens: ['2026-03-04T12:00:00Z', pays('2026-03-04T12:00:00Z')],
    lives: ['03-04 12:00 exited'],
  },
  'wait until the next send window': {
    steps: { pause: { kind: 'wait', untilSendWindow: true, next: 'then' }, then: task('then') },
    document: { limits: { sendWindow: { from: '14:00', to: '16:00', weekdays: [4, 5] } } },
    lives: ['03-05 14:00 then', '03-05 14:00 completed'],
  },
  'waitFor: as soon as facts say so': {
    steps: {
      agreed: {
        kind: 'waitFor',
        when: isTagged('agreed'),
        timeoutDays: 5,
        onMet: 'thanks',
        onTimeout: 'call',
        next: 'last',
      },
      thanks: task('thanks'),
      call: task('call'),
      last: task('last'),
    },
    happens: ['2026-03-04T13:00:00Z', tag('agreed')],
    lives: ['03-04 13:00 thanks', '03-04 13:00 last', '03-04 13:00 completed'],
  },
  'waitFor: as soon as a fact told before begins': {
    steps: {
      agreed: {
        kind: 'waitFor',
        when: isTagged('agreed'),
        timeoutDays: 5,
        onMet: 'thanks',
        onTimeout: null,
        next: null,
      },
      thanks: task('thanks'),
    },
    happens: ['2026-03-02T12:00:00Z', tag('agreed', { from: '2026-03-05' })],
    lives: ['03-05 00:00 thanks', '03-05 00:00 completed'],
  },
  'waitFor: at the daily look, where days are counted': {
    steps: {
      third: {
        kind: 'waitFor',
        when: streakDays('atLeast', 3),
        timeoutDays: 5,
        onMet: 'then',
        onTimeout: null,
        next: null,
      },
      then: task('then'),
    },
    lives: ['03-04 09:00 then', '03-04 09:00 completed'],
  },
  'waitFor: the timeout is an arm that rejoins': {
    steps: {
      agreed: {
        kind: 'waitFor',
        when: isTagged('agreed'),
        timeoutDays: 2,
        onMet: null,
        onTimeout: 'call',
        next: 'last',
      },
      call: task('call'),
      last: task('last'),
    },
    lives: ['03-04 09:00 call', '03-04 09:00 last', '03-04 09:00 completed'],
  },
  'repeat: the first pass at once, each next so many dates after the start of the last, then on': {
    steps: {
      again: { kind: 'repeat', everyDays: 2, atMost: 3, first: 'body', next: 'after' },
      body: task('body'),
      after: task('after'),
    },
    lives: [
      '03-02 09:00 body 1',
      '03-04 09:00 body 2',
      '03-06 09:00 body 3',
      '03-06 09:00 after',
      '03-06 09:00 completed',
    ],
  },
  'repeat: no pass before the body of the last has ended': {
    steps: {
      again: { kind: 'repeat', everyDays: 1, atMost: 2, first: 'body', next: null },
      body: task('body', 'pause'),
      pause: { kind: 'wait', days: 3, next: null },
    },
    lives: ['03-02 09:00 body 1', '03-05 09:00 body 2', '03-08 09:00 completed'],
  },
  'repeats within repeats: every effect under the passes around it': {
    steps: {
      weeks: { kind: 'repeat', everyDays: 7, atMost: 2, first: 'days', next: null },
      days: { kind: 'repeat', everyDays: 1, atMost: 2, first: 'body', next: 'sum' },
      body: task('body'),
      sum: task('sum'),
    },
    lives: [
      '03-02 09:00 body 1.1',
      '03-03 09:00 body 1.2',
      '03-03 09:00 sum 1',
      '03-09 09:00 body 2.1',
      '03-10 09:00 body 2.2',
      '03-10 09:00 sum 2',
      '03-10 09:00 completed',
    ],
  },
  'arms of a branch with waits rejoin': {
    steps: {
      which: {
        kind: 'branch',
        cases: [{ id: 'late', label: 'late', when: streakDays('atLeast', 40), first: 'firm' }],
        otherwise: { label: 'else', first: 'pause' },
        next: 'after',
      },
      firm: task('firm'),
      pause: { kind: 'wait', days: 1, next: 'friendly' },
      friendly: task('friendly'),
      after: task('after'),
    },
    document: { first: 'which' },
    lives: ['03-03 09:00 friendly', '03-03 09:00 after', '03-03 09:00 completed'],
  },
  'an onFailure arm with a wait rejoins': {
    steps: {
      remind: act({ ...REMIND, body: 'Since {{ account.country }}.' }, { next: 'after', onFailure: 'pause' }),
      pause: { kind: 'wait', days: 1, next: 'call' },
      call: task('call'),
      after: task('after'),
    },
    lives: ['03-03 09:00 call', '03-03 09:00 after', '03-03 09:00 completed'],
  },
  'an exit step after a wait': {
    steps: { pause: { kind: 'wait', days: 1, next: 'out' }, out: { kind: 'exit', reason: 'Enough' } },
    lives: ['03-03 09:00 exited'],
  },
  'S13 paid during a wait: nothing more': {
    steps: {
      first: task('first', 'pause'),
      pause: { kind: 'wait', days: 2, next: 'then' },
      then: task('then'),
    },
    happens: ['2026-03-03T17:00:00Z', pays('2026-03-03T17:00:00Z')],
    lives: ['03-02 09:00 first', '03-03 17:00 exited'],
  },
  'S1 paid at the very instant at which the wait ends: exits come first': {
    steps: { pause: { kind: 'wait', days: 2, next: 'then' }, then: task('then') },
    happens: ['2026-03-04T09:00:00Z', pays('2026-03-04T09:00:00Z')],
    lives: ['03-04 09:00 exited'],
  },
  'S13 a payment told before that begins during a wait': {
    steps: { pause: { kind: 'wait', days: 9, next: 'then' }, then: task('then') },
    happens: ['2026-03-03T12:00:00Z', pays('2026-03-06T10:00:00Z')],
    lives: ['03-06 10:00 exited'],
  },
  'S13 an exit on a day count is found at the daily look during a wait': {
    steps: { pause: { kind: 'wait', days: 9, next: 'then' }, then: task('then') },
    document: { exit: [{ id: 'fourth', label: 'Day 4', when: streakDays('equals', 4) }] },
    lives: ['03-05 09:00 exited'],
  },
  'S13 a payment written later, of a time before and charged back by now': {
    steps: { pause: { kind: 'wait', days: 9, next: 'then' }, then: task('then') },
    happens: [
      '2026-03-06T12:00:00Z',
      pays('2026-03-03T10:00:00Z', { status: 'chargedBack', reversedAt: '2026-03-04T10:00:00Z' }),
    ],
    lives: ['03-06 12:00 exited'],
  },
};

const keyOf = (name: string): string => `S${Object.keys(stories).indexOf(name)}`;

/** The document of a story, for its own account only. */
function documentOf(name: string, { steps, document }: Story): AutomationDocument {
  const whole = rule(steps, document);
  const entry = { ...whole.entry, when: { all: [streakDays('atLeast', 1), isTagged(keyOf(name))] } };
  return { ...whole, name, entry };
}

describe('waits, live', () => {
  /** All stories at once, each with an account and an automation of its own. */
  beforeAll(async () => {
    const all = Object.entries(stories);
    world = await DeliveryWorld.open(documentOf(...all[0]!));
    for (const one of all.slice(1)) await world.publish(documentOf(...one));
    for (const [name] of all) world.account(keyOf(name)).isTagged(keyOf(name));
    await world.entered(...all.map(([name]) => keyOf(name)));
    const happenings = all.flatMap(([name, { happens }]) => (happens ? [{ name, happens }] : []));
    happenings.sort(({ happens: [a] }, { happens: [b] }) => (a < b ? -1 : 1));
    for (const { name, happens } of happenings) {
      const [at, happen] = happens;
      await liveUntil(world, new Date(Date.parse(at) - 60_000).toISOString());
      await world.setClock(at);
      await happen(keyOf(name));
      await world.deliver();
    }
    await liveUntil(world, '2026-03-14T12:00:00Z');
  }, 120_000);
  afterAll(() => world.close());

  it.each(Object.entries(stories))('%s', async (name, { lives }) => {
    expect(await lived(world, keyOf(name))).toEqual(lives);
  });
});

describe('journeys that wait, over the API', () => {
  afterEach(() => world.close());

  it('say where they stand, what they wait for and until when', async () => {
    world = await DeliveryWorld.open(
      rule({
        again: { kind: 'repeat', everyDays: 7, atMost: 2, first: 'pause', next: null },
        pause: { kind: 'wait', days: 2, next: 'remind' },
        remind: act(REMIND),
      }),
    );
    await world.entered('A');
    await world.deliver();
    const waiting = async (): Promise<unknown[]> => {
      const { body } = await world.app.http.get('/api/v1/journeys').expect(200);
      const [listed] = (body as { items: JourneyWithHistory[] }).items;
      const found = await world.app.http.get(`/api/v1/journeys/${listed!.id}`).expect(200);
      return [listed!.waiting, (found.body as JourneyWithHistory).waiting];
    };
    const pause = {
      ...{ step: 'pause', occurrence: '1', for: 'date', on: '2026-03-04' },
      until: '2026-03-04T09:00:00.000Z',
    };
    expect(await waiting()).toEqual([pause, pause]);
    await world.hold({ until: '2026-03-06' });
    await world.moveTo('2026-03-04T09:00:00Z');
    const outcome = { step: 'remind', occurrence: '1', for: 'outcome', on: null, until: null };
    expect(await waiting()).toEqual([outcome, outcome]);
    await world.moveTo('2026-03-07T00:00:00Z');
    const pass = {
      ...{ step: 'again', occurrence: '1', for: 'nextPass', on: '2026-03-09' },
      until: '2026-03-09T09:00:00.000Z',
    };
    expect(await waiting()).toEqual([pass, pass]);
    await world.pays('A', '2026-03-07T00:00:00Z');
    await world.deliver();
    expect(await waiting()).toEqual([null, null]);
  });
});
