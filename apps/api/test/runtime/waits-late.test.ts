import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { AutomationDocument, Step } from '@dunwell/language';
import { Clock } from '../../src/platform/clock/clock.js';
import { TickRegistry } from '../../src/platform/clock/tick-registry.js';
import { Log } from '../../src/platform/logging/log.js';
import { JourneyWorker } from '../../src/runtime/looks/journey-worker.js';
import { act, DeliveryWorld, REMIND, rule } from './delivery-world.testing.js';
import { actsHoweverLate, decided, isTagged, lived, liveUntil, streakDays, task } from './waits.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

const PAUSE: Record<string, Step> = {
  pause: { kind: 'wait', days: 2, next: 'then' },
  then: task('then'),
};
const UNTIL_AGREED: Record<string, Step> = {
  agreed: {
    kind: 'waitFor',
    when: isTagged('agreed'),
    timeoutDays: 9,
    onMet: 'thanks',
    onTimeout: 'call',
    next: null,
  },
  thanks: task('thanks'),
  call: task('call'),
};
const HOWEVER_LATE = { entry: actsHoweverLate(rule().entry) };
const tagFrom = async (from: string, to: string | null = null): Promise<void> => {
  world.account('A').isTagged('agreed', { from, to });
  await world.save();
};

/** Enters at `NINE` and lets nobody look until then. */
async function asleepUntil(
  at: string,
  document: AutomationDocument,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  world = await DeliveryWorld.open(document);
  await world.entered('A');
  await world.deliver();
  await meanwhile();
  await world.moveTo(at);
}

describe('S0 looks that come late: each instant with its own facts, in order', () => {
  it('a chain of waits goes through all of them at once', async () => {
    const steps: Record<string, Step> = {
      pause: { kind: 'wait', days: 2, next: 'which' },
      which: {
        kind: 'branch',
        cases: [{ id: 'third', label: 'third', when: streakDays('equals', 3), first: null }],
        otherwise: { label: 'else', first: 'wrong' },
        next: 'more',
      },
      wrong: task('wrong'),
      more: { kind: 'wait', days: 3, next: 'then' },
      then: task('then'),
    };
    await asleepUntil('2026-03-20T12:00:00Z', rule(steps, HOWEVER_LATE));
    expect(await decided(world)).toEqual([
      '03-02 09:00 waits pause',
      '03-04 09:00 waitOver pause',
      '03-04 09:00 branched which',
      '03-04 09:00 waits more',
      '03-07 09:00 waitOver more',
      '03-07 09:00 act then',
      '03-20 12:00 ended completed',
    ]);
  });

  it('a condition that held for two days only was met', async () => {
    await asleepUntil('2026-03-20T12:00:00Z', rule(UNTIL_AGREED, HOWEVER_LATE), () =>
      tagFrom('2026-03-04', '2026-03-06'),
    );
    expect((await decided(world)).slice(1, 3)).toEqual(['03-04 00:00 met agreed', '03-04 00:00 act thanks']);
    expect(await lived(world)).toEqual(['03-20 12:00 thanks', '03-20 12:00 completed']);
  });

  it('an exit that held in between ends it then, before the wait does', async () => {
    await asleepUntil('2026-03-20T12:00:00Z', rule(PAUSE, HOWEVER_LATE), () =>
      world.pays('A', '2026-03-03', { status: 'chargedBack', reversedAt: '2026-03-03T12:00:00Z' }),
    );
    // Charged back, it begins another journey in the end.
    expect((await decided(world)).slice(1, -1)).toEqual(['03-03 00:00 ended exit']);
  });

  it('an exit that came to hold after the wait was over ends what was asked for and not had', async () => {
    await asleepUntil('2026-03-20T12:00:00Z', rule(PAUSE, HOWEVER_LATE), () => world.pays('A', '2026-03-10'));
    expect((await decided(world)).slice(1)).toEqual([
      '03-04 09:00 waitOver pause',
      '03-04 09:00 act then',
      '03-10 00:00 ended exit',
    ]);
    expect(await world.steps()).toEqual(['then ended']);
  });

  it('what an outcome began is not decided on facts from before it', async () => {
    const steps: Record<string, Step> = {
      remind: act(REMIND, { next: 'agreed' }),
      agreed: {
        kind: 'waitFor',
        when: isTagged('agreed'),
        timeoutDays: 2,
        onMet: 'thanks',
        onTimeout: 'call',
        next: null,
      },
      thanks: task('thanks'),
      call: task('call'),
    };
    world = await DeliveryWorld.open(rule(steps, HOWEVER_LATE));
    await world.entered('A');
    // Agreed before the reminder went out, and no more when it did.
    await tagFrom('2026-03-03', '2026-03-04');
    await world.hold({ until: '2026-03-05' });
    await world.moveTo('2026-03-06T10:00:00Z');
    await world.moveTo('2026-03-08T09:00:00Z');
    expect(await lived(world)).toEqual(['03-06 10:00 remind', '03-08 09:00 call', '03-08 09:00 completed']);
  });
});

describe('S16 waits during a pause or an outage', () => {
  it.each([
    ['3 days late, as many as are allowed: goes on', '2026-03-07T08:00:00Z', ['then done']],
    ['4 days late: is listed for an operator', '2026-03-08T08:00:00Z', ['then needsAttention']],
  ])('a step that comes %s', async (_, at, steps) => {
    await asleepUntil(at, rule(PAUSE));
    expect(await world.steps()).toEqual(steps);
  });

  it.each([
    ['held back until the day before: goes on', '2026-03-08', 'remind done'],
    ['held back until 4 days before: is listed', '2026-03-05', 'remind needsAttention'],
  ])('a step that nobody looked at, %s', async (_, until, step) => {
    const steps: Record<string, Step> = {
      pause: { kind: 'wait', days: 2, next: 'remind' },
      remind: act(REMIND),
    };
    await asleepUntil('2026-03-10T08:00:00Z', rule(steps), async () => {
      await world.setClock('2026-03-03T09:00:00Z');
      await world.hold({ until });
    });
    expect(await world.steps()).toEqual([step]);
    const { problem } = await world.delivery();
    expect(problem === null || problem.includes('to go out on 2026-03-06 and is 4 days late')).toBe(true);
  });

  it('timers run while paused, nothing is claimed, and what is not too late goes on at resume', async () => {
    world = await DeliveryWorld.open(rule(PAUSE));
    await world.entered('A');
    await world.change('pause');
    await world.moveTo('2026-03-04T09:00:00Z');
    expect([await world.steps(), (await decided(world)).at(-1)]).toEqual([
      ['then due'],
      '03-04 09:00 act then',
    ]);
    await world.moveTo('2026-03-06T09:00:00Z');
    await world.change('resume');
    await world.moveTo('2026-03-06T09:30:00Z');
    expect(await lived(world)).toEqual(['03-06 09:30 then', '03-06 09:30 completed']);
  });

  it('exits go on while paused', async () => {
    world = await DeliveryWorld.open(rule(PAUSE));
    await world.entered('A');
    await world.change('pause');
    await world.setClock('2026-03-03T10:00:00Z');
    await world.pays('A', '2026-03-03T10:00:00Z');
    await world.deliver();
    expect(await lived(world)).toEqual(['03-03 10:00 exited']);
  });

  it('archiving ends those that wait', async () => {
    world = await DeliveryWorld.open(rule(PAUSE));
    await world.entered('A');
    await world.change('archive');
    await world.moveTo('2026-03-10T09:00:00Z');
    expect([await world.steps(), (await world.journey()).status]).toEqual([[], 'ended']);
  });
});

describe('S14 behind a wait', () => {
  it('a newer journey of the same automation: the one that was held ends as superseded, nobody gets two', async () => {
    const steps: Record<string, Step> = {
      pause: { kind: 'wait', days: 1, next: 'remind' },
      remind: act(REMIND),
    };
    const entry = { when: streakDays('atLeast', 1), reentry: { kind: 'everyMatch' as const } };
    world = await DeliveryWorld.open(rule(steps, { entry }));
    await world.entered('A');
    await world.deliver();
    await world.hold({ until: '2026-03-03' });
    // Held at the end of its wait; meanwhile the next day's journey has begun.
    await world.moveTo('2026-03-03T09:00:00Z');
    expect((await world.delivery()).heldBecause).toBe('accountHold');
    await world.moveTo('2026-03-04T00:00:00Z');
    const [first] = await world.dataSource.query<{ status: string }[]>(
      'select status from journeys order by entered_at limit 1',
    );
    expect([first?.status, world.mail.received]).toEqual(['superseded', 0]);
    await world.moveTo('2026-03-04T09:00:00Z');
    expect(world.mail.received).toBe(1);
  });
});

describe('S21 zones', () => {
  const inZone = async (timeZone: string, until: string): Promise<string[]> => {
    world = await DeliveryWorld.open(
      rule(PAUSE, { trigger: { kind: 'schedule', every: 'day', at: '09:00' } }),
    );
    world.account('A', { timeZone }).owes('120.00', { number: 'A-owed' }).since('2026-03-07');
    await world.save();
    await world.moveTo('2026-03-07T14:00:00Z');
    await liveUntil(world, until);
    return lived(world);
  };

  it('a wait of days ends at the local time of the schedule, across the change of the clocks', async () => {
    // 9 in New York: 14:00 UTC on the 7th, 13:00 UTC from the 8th on.
    expect(await inZone('America/New_York', '2026-03-10T00:00:00Z')).toEqual([
      '03-09 13:00 then',
      '03-09 13:00 completed',
    ]);
  });

  it('a change of zone moves the end of a wait', async () => {
    world = await DeliveryWorld.open(rule(PAUSE));
    world.account('A', { timeZone: 'Europe/Berlin' }).owes('120.00').since('2026-03-02');
    await world.save();
    await world.moveTo('2026-03-02T08:00:00Z');
    expect((await world.journey()).status).toBe('underWay');
    world.account('A', { timeZone: 'America/New_York' });
    await world.save();
    await world.moveTo('2026-03-04T13:59:00Z');
    expect(await lived(world)).toEqual([]);
    await world.moveTo('2026-03-04T14:00:00Z');
    expect(await lived(world)).toEqual(['03-04 14:00 then', '03-04 14:00 completed']);
  });
});

describe('several processes', () => {
  /** As another process has it, on the same database. */
  function anotherWorker(): JourneyWorker {
    const { app } = world.app;
    return new JourneyWorker(app.get(DataSource), app.get(Clock), new TickRegistry(), app.get(Log));
  }

  it('look at each journey once, and all of them have some to look at', async () => {
    const keys = Array.from({ length: 60 }, (_, n) => `A${String(n).padStart(3, '0')}`);
    world = await DeliveryWorld.open(rule(PAUSE));
    await world.entered(...keys);
    await world.deliver();
    await world.setClock('2026-03-04T09:00:00Z');
    await Promise.all([anotherWorker(), anotherWorker(), anotherWorker()].map((worker) => worker.run()));
    await world.deliver();
    const counts = await world.dataSource.query<object[]>(
      `select kind, count(*)::int, count(distinct journey_id)::int as journeys from journey_events
       where kind in ('waitOver', 'act') group by 1 order by 1`,
    );
    expect(counts).toEqual([
      { kind: 'act', count: 60, journeys: 60 },
      { kind: 'waitOver', count: 60, journeys: 60 },
    ]);
    expect((await world.steps()).filter((step) => step === 'then done')).toHaveLength(60);
  });

  it('work on the same journeys while their accounts pay: none waits for the other for ever, nothing twice', async () => {
    const keys = Array.from({ length: 45 }, (_, n) => `A${String(n).padStart(3, '0')}`);
    const paying = keys.filter((_, n) => n % 3 === 0);
    world = await DeliveryWorld.open(
      rule({
        first: task('first', 'pause'),
        pause: { kind: 'wait', hours: 1, next: 'then' },
        then: task('then'),
      }),
    );
    await world.entered(...keys);
    const at = '2026-03-02T10:00:00Z';
    await world.deliver();
    await world.setClock(at);
    const inRounds = async (run: () => Promise<void>): Promise<void> => {
      for (let round = 0; round < 6; round += 1) await run();
    };
    const workers = [anotherWorker(), anotherWorker(), world.anotherWorker(), world.anotherWorker()];
    await Promise.all([
      ...workers.map((worker) => inRounds(() => worker.run())),
      (async () => {
        for (const key of paying) await world.pays(key, at);
      })(),
    ]);
    await world.moveTo(at);
    const counts = await world.dataSource.query<{ status: string; count: number }[]>(
      `select status, count(*)::int from journeys group by 1 order by 1`,
    );
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(keys.length);
    expect(counts.every(({ status }) => status === 'completed' || status === 'exited')).toBe(true);
    const [acts] = await world.dataSource.query<object[]>(
      `select count(*)::int as acts, count(distinct (journey_id, step_id))::int as different from journey_events
       where kind = 'act'`,
    );
    expect(acts).toEqual({ acts: (acts as { different: number }).different, different: expect.any(Number) });
  }, 30_000);

  it('one journey that cannot be looked at does not keep the others waiting, and is tried again', async () => {
    world = await DeliveryWorld.open(rule(PAUSE));
    await world.entered('A', 'B');
    await world.deliver();
    const broken = `(select journey_id from journeys j join accounts a using (workspace_id, account_id) where a.key = 'A')`;
    await world.dataSource.query(
      `update journeys set state = jsonb_set(state, '{step}', '"gone"') where journey_id = ${broken}`,
    );
    await world.moveTo('2026-03-04T09:00:00Z');
    expect([await lived(world, 'A'), await lived(world, 'B')]).toEqual([
      [],
      ['03-04 09:00 then', '03-04 09:00 completed'],
    ]);
    await world.dataSource.query(
      `update journeys set state = jsonb_set(state, '{step}', '"pause"') where journey_id = ${broken}`,
    );
    await world.moveTo('2026-03-04T10:00:00Z');
    expect(await lived(world, 'A')).toEqual(['03-04 10:00 then', '03-04 10:00 completed']);
  });
});

describe('a fact at the instant at which the clock stands', () => {
  it('is seen, though the journey was looked at in that instant before', async () => {
    world = await DeliveryWorld.open(rule(UNTIL_AGREED));
    await world.entered('A');
    await world.deliver();
    world.account('A').isTagged('agreed');
    await world.save();
    await world.deliver();
    await world.deliver();
    expect(await lived(world)).toEqual(['03-02 09:00 thanks', '03-02 09:00 completed']);
  });
});
