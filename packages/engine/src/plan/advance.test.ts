import { describe, expect, it } from '@jest/globals';
import type { AutomationDocument, Step } from '@dunwell/language';
import { advance, startJourney, UnexpectedOutcomeError } from './advance.js';
import { endJourney } from './journey.js';
import { localCalendar } from './local-calendar.js';
import {
  atLeast,
  BERLIN,
  fieldOf,
  is,
  lookAt,
  owes,
  PAID,
  paid,
  Played,
  rule,
  STREAK_DAYS,
  tag,
  utc,
} from './plan.testing.js';
import { prepareAutomation } from './prepare-automation.js';

const DAY_1 = '2026-03-02 09:00';

describe('exits come first (S1, S13)', () => {
  it('before the first step', async () => {
    expect((await Played.start(rule('do', { do: tag() }), DAY_1, paid())).told).toEqual(['ended exit']);
  });

  it('before a wait that ends at the same instant', async () => {
    const steps: Record<string, Step> = { pause: { kind: 'wait', days: 7, next: 'do' }, do: tag() };
    const journey = await Played.start(rule('pause', steps), DAY_1);
    expect(await journey.look('2026-03-09 09:00', paid())).toEqual(['ended exit']);
    expect(journey.state.ended).toMatchObject({ kind: 'exit', exit: 'paid', explanation: { holds: true } });
  });

  it('before the outcome of a delivery: a payment that succeeds ends the journey', async () => {
    const journey = await Played.start(rule('do', { do: tag('more'), more: tag() }), DAY_1);
    expect(await journey.comesOut('done', '2026-03-02 09:01', paid())).toEqual(['ended exit']);
  });

  it('once ended nothing moves it, a late outcome included', async () => {
    const journey = await Played.start(rule('do', { do: tag('more'), more: tag() }), DAY_1);
    await journey.look('2026-03-02 12:00', paid());
    const ended = journey.state;
    expect(await journey.look('2026-03-03 09:00')).toEqual([]);
    expect(await journey.comesOut('done', '2026-03-03 09:00')).toEqual([]);
    expect(journey.state).toEqual(ended);
    expect(endJourney(ended, { kind: 'stopped', by: 'operator' })).toBe(ended);
  });
});

describe('action', () => {
  it.each<[string, Step, 'done' | 'failed' | 'skipped', string[]]>([
    ['done: goes on', tag('more', 'repair'), 'done', ['act more']],
    ['skipped: goes on', tag('more', 'repair'), 'skipped', ['act more']],
    ['failed with an arm: takes it (S17)', tag('more', 'repair'), 'failed', ['act repair']],
    ['failed without one: needs attention (S17)', tag('more'), 'failed', ['needsAttention do']],
    ['failed with an empty one: needs attention (S17)', tag('more', null), 'failed', ['needsAttention do']],
  ])('%s', async (_, step, result, expected) => {
    const repair: Record<string, Step> = step.kind === 'action' && step.onFailure ? { repair: tag() } : {};
    const journey = await Played.start(rule('do', { do: step, more: tag(), ...repair }), DAY_1);
    expect(journey.told).toEqual(['act do']);
    expect(await journey.look('2026-03-02 10:00')).toEqual([]);
    expect(await journey.comesOut(result, '2026-03-02 10:01')).toEqual(expected);
  });

  it('the failure arm rejoins at next', async () => {
    const journey = await Played.start(
      rule('do', { do: tag('more', 'repair'), repair: tag(), more: tag() }),
      DAY_1,
    );
    await journey.comesOut('failed', DAY_1);
    expect(await journey.comesOut('done', DAY_1)).toEqual(['act more']);
    expect(await journey.comesOut('done', DAY_1)).toEqual(['ended completed']);
  });

  it('an operator settles what needs attention', async () => {
    const journey = await Played.start(rule('do', { do: tag('more'), more: tag() }), DAY_1);
    await journey.comesOut('failed', DAY_1);
    expect(await journey.look('2026-03-09 09:00')).toEqual([]);
    expect(await journey.comesOut('skipped', '2026-03-09 10:00')).toEqual(['act more']);
  });

  it('refuses an outcome it does not wait for', async () => {
    const automation = prepareAutomation(rule('do', { do: tag() }), fieldOf);
    const journey = startJourney(automation, { first: 'do', streakId: null }, lookAt(DAY_1));
    const outcome = { step: 'do', occurrence: '', result: 'done' } as const;
    await expect(advance(automation, journey, lookAt(DAY_1), outcome)).rejects.toThrow(
      UnexpectedOutcomeError,
    );
    const waiting = (await advance(automation, journey, lookAt(DAY_1))).journey;
    const other = { ...outcome, occurrence: '2' };
    await expect(advance(automation, waiting, lookAt(DAY_1), other)).rejects.toThrow(UnexpectedOutcomeError);
  });

  it.each<[string, Step, string | null, boolean]>([
    ['service by default', { kind: 'action', action: { kind: 'suspendService' }, next: null }, 's1', true],
    [
      'not where told never',
      { kind: 'action', action: { kind: 'suspendService' }, undo: 'never', next: null },
      's1',
      false,
    ],
    ['not without a streak', { kind: 'action', action: { kind: 'suspendService' }, next: null }, null, false],
    [
      'a tag only where asked',
      { kind: 'action', action: { kind: 'addTag', tag: 'x' }, next: null },
      's1',
      false,
    ],
    [
      'a tag where asked',
      { kind: 'action', action: { kind: 'addTag', tag: 'x' }, undo: 'whenCured', next: null },
      's1',
      true,
    ],
  ])('undo on cure: %s (S22)', async (_, step, streakId, undoWhenCured) => {
    const automation = prepareAutomation(rule('do', { do: step }), fieldOf);
    const journey = startJourney(automation, { first: 'do', streakId }, lookAt(DAY_1));
    const { decisions } = await advance(automation, journey, lookAt(DAY_1));
    expect(decisions).toMatchObject([{ kind: 'act', undoWhenCured }]);
  });
});

describe('wait', () => {
  const waiting = (
    wait: Omit<Step & { kind: 'wait' }, 'kind' | 'next'>,
    overrides: Partial<AutomationDocument> = {},
  ) => rule('pause', { pause: { kind: 'wait', ...wait, next: 'do' }, do: tag() }, overrides);

  it('days end on the date at the schedule’s time, whenever they began', async () => {
    const journey = await Played.start(waiting({ days: 7 }), '2026-03-02 15:30');
    expect(journey.told).toEqual(['waits date 2026-03-09 09:00']);
    expect(await journey.look('2026-03-09 08:59')).toEqual([]);
    expect(await journey.look('2026-03-09 09:00')).toEqual(['waitOver pause', 'act do']);
  });

  it('days of event and manual rules end at the local time of entry', async () => {
    const journey = await Played.start(
      waiting({ days: 7 }, { trigger: { kind: 'manual' } }),
      '2026-03-02 15:30',
    );
    expect(journey.told).toEqual(['waits date 2026-03-09 15:30']);
  });

  it('days are calendar days across a change of the clock (S1)', async () => {
    const journey = await Played.start(waiting({ days: 1 }), '2026-03-28 08:00', owes(), {
      calendar: BERLIN,
    });
    // 09:00 in Berlin is 08:00 UTC on the 28th and 07:00 UTC on the 29th.
    expect(journey.told).toEqual(['waits date 2026-03-29 07:00']);
  });

  it('days follow the account into another zone (S21)', async () => {
    const moved = localCalendar([
      { from: null, zone: 'UTC' },
      { from: '2026-03-05', zone: 'America/New_York' },
    ]);
    const journey = await Played.start(waiting({ days: 7 }), DAY_1);
    expect(await journey.look('2026-03-05 12:00', owes(), { calendar: moved })).toEqual([
      'waits date 2026-03-09 13:00',
    ]);
  });

  it('hours are hours', async () => {
    const journey = await Played.start(waiting({ hours: 36 }), '2026-03-02 15:30');
    expect(journey.told).toEqual(['waits hours 2026-03-04 03:30']);
    expect(await journey.look('2026-03-03 09:00')).toEqual([]);
    expect(await journey.look('2026-03-04 03:30')).toEqual(['waitOver pause', 'act do']);
  });

  it.each([
    ['reached on the day', 20],
    ['passed long ago', 45],
  ])('a streak day already %s: at once', async (_, day) => {
    const journey = await Played.start(waiting({ untilStreakDay: 20 }), DAY_1, owes({ [STREAK_DAYS]: day }));
    expect(journey.told).toEqual(['act do']);
  });

  it('a streak day ahead: at the daily time of its date, and earlier where corrections say so', async () => {
    const journey = await Played.start(waiting({ untilStreakDay: 20 }), DAY_1, owes({ [STREAK_DAYS]: 14 }));
    expect(journey.told).toEqual(['waits streakDay 2026-03-08 09:00']);
    expect(await journey.look('2026-03-03 12:00', owes({ [STREAK_DAYS]: 18 }))).toEqual([
      'waits streakDay 2026-03-05 09:00',
    ]);
    expect(await journey.look('2026-03-05 08:00', owes({ [STREAK_DAYS]: 20 }))).toEqual([]);
    expect(await journey.look('2026-03-05 09:00', owes({ [STREAK_DAYS]: 20 }))).toEqual([
      'waitOver pause',
      'act do',
    ]);
  });

  it.each([
    ['nothing is overdue', owes({ [STREAK_DAYS]: null }, { streakId: null })],
    ['another streak has begun', owes({ [STREAK_DAYS]: 1 }, { streakId: 's2' })],
  ])('a streak day whose streak is over ends the journey: %s', async (_, facts) => {
    const document = waiting({ untilStreakDay: 20 }, { exit: [] });
    const journey = await Played.start(document, DAY_1, owes({ [STREAK_DAYS]: 14 }));
    expect(await journey.look('2026-03-04 10:00', facts)).toEqual(['ended streakEnded']);
  });

  it('until the send window: at once inside it, else when it opens', async () => {
    const sendRules = {
      windows: [{ from: '09:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] }],
      closedOn: new Set<string>(),
    };
    const inside = await Played.start(waiting({ untilSendWindow: true }), DAY_1, owes(), { sendRules });
    expect(inside.told).toEqual(['act do']);
    const friday = await Played.start(waiting({ untilSendWindow: true }), '2026-03-06 18:00', owes(), {
      sendRules,
    });
    expect(friday.told).toEqual(['waits sendWindow 2026-03-09 09:00']);
    expect(await friday.look('2026-03-09 09:00', owes(), { sendRules })).toEqual([
      'waitOver pause',
      'act do',
    ]);
  });
});

describe('waitFor', () => {
  const document = rule('reply', {
    reply: {
      kind: 'waitFor',
      when: is('account.promise', 'open'),
      timeoutDays: 3,
      onMet: 'thank',
      onTimeout: 'call',
      next: 'close',
    },
    thank: tag(),
    call: tag(),
    close: tag(),
  });
  const promised = owes({ 'account.promise': 'open' });
  const silent = owes({ 'account.promise': 'none' });

  it('looks at once', async () => {
    expect((await Played.start(document, DAY_1, promised)).told).toEqual(['met reply', 'act thank']);
  });

  it('is met at a change of facts, and its arm rejoins', async () => {
    const journey = await Played.start(document, DAY_1, silent);
    expect(journey.told).toEqual(['waits condition 2026-03-05 09:00']);
    expect(await journey.look('2026-03-03 09:00', silent)).toEqual([]);
    expect(await journey.look('2026-03-03 11:11', promised)).toEqual(['met reply', 'act thank']);
    expect(await journey.comesOut('done', '2026-03-03 11:12', promised)).toEqual(['act close']);
  });

  it('times out on its date, its condition asked first (S1)', async () => {
    const late = await Played.start(document, DAY_1, silent);
    expect(await late.look('2026-03-05 09:00', silent)).toEqual(['timedOut reply', 'act call']);
    const inTime = await Played.start(document, DAY_1, silent);
    expect(await inTime.look('2026-03-05 09:00', promised)).toEqual(['met reply', 'act thank']);
  });
});

describe('branch', () => {
  const document = (first: string | null): AutomationDocument =>
    rule('do', {
      do: tag('size'),
      size: {
        kind: 'branch',
        cases: [
          { id: 'many', label: 'many', when: atLeast('account.overdueInvoiceCount', 3), first },
          { id: 'some', label: 'some', when: atLeast('account.overdueInvoiceCount', 2), first: null },
        ],
        otherwise: { label: 'else', first: 'quit' },
        next: 'after',
      },
      ...(first === null ? {} : { [first]: tag() }),
      quit: { kind: 'exit', reason: 'too small' },
      after: tag(),
    });

  it.each([
    ['the first case that holds wins', 3, ['branched many', 'act call']],
    ['an empty arm rejoins at once', 2, ['branched some', 'act after']],
    ['an exit ends the journey', 1, ['branched otherwise', 'ended exitStep']],
  ])('%s', async (_, count, expected) => {
    const facts = owes({ 'account.overdueInvoiceCount': count });
    const journey = await Played.start(document('call'), DAY_1, facts);
    expect(await journey.comesOut('done', DAY_1, facts)).toEqual(expected);
  });

  it('an arm rejoins at next', async () => {
    const facts = owes({ 'account.overdueInvoiceCount': 3 });
    const journey = await Played.start(document('call'), DAY_1, facts);
    await journey.comesOut('done', DAY_1, facts);
    expect(await journey.comesOut('done', DAY_1, facts)).toEqual(['act after']);
  });
});

describe('repeat', () => {
  const everyWeek = (body: Record<string, Step>, first: string | null, atMost = 3): AutomationDocument =>
    rule('weekly', {
      weekly: { kind: 'repeat', everyDays: 7, atMost, first, next: 'after' },
      ...body,
      after: tag(),
    });

  it('a pass at once, each next a week after the start of the last, then what follows', async () => {
    const journey = await Played.start(everyWeek({ do: tag() }, 'do'), '2026-03-02 10:00');
    expect(journey.told).toEqual(['pass 1', 'act do 1']);
    expect(await journey.comesOut('done', '2026-03-03 16:00')).toEqual(['waits nextPass 2026-03-09 09:00']);
    expect(await journey.look('2026-03-09 09:00')).toEqual(['pass 2', 'act do 2']);
    expect(await journey.comesOut('done', '2026-03-09 09:01')).toEqual(['waits nextPass 2026-03-16 09:00']);
    expect(await journey.look('2026-03-16 09:00')).toEqual(['pass 3', 'act do 3']);
    expect(await journey.comesOut('done', '2026-03-16 09:01')).toEqual(['act after']);
    expect(await journey.comesOut('done', '2026-03-16 09:02')).toEqual(['ended completed']);
  });

  it('no pass before the body of the last ended; the next counts from its own start', async () => {
    const journey = await Played.start(everyWeek({ do: tag() }, 'do'), DAY_1);
    expect(await journey.comesOut('done', '2026-03-12 16:00')).toEqual(['pass 2', 'act do 2']);
    expect(await journey.comesOut('done', '2026-03-12 16:01')).toEqual(['waits nextPass 2026-03-19 09:00']);
  });

  it('an exit ends it between passes', async () => {
    const journey = await Played.start(everyWeek({ do: tag() }, 'do'), DAY_1);
    await journey.comesOut('done', DAY_1);
    expect(await journey.look('2026-03-05 12:00', paid())).toEqual(['ended exit']);
  });

  it('one inside another: occurrences name both passes (S15)', async () => {
    const daily: Step = { kind: 'repeat', everyDays: 1, atMost: 2, first: 'do', next: null };
    const journey = await Played.start(everyWeek({ daily, do: tag() }, 'daily', 2), DAY_1);
    expect(journey.told).toEqual(['pass 1', 'pass 1', 'act do 1.1']);
    expect(await journey.comesOut('done', DAY_1)).toEqual(['waits nextPass 2026-03-03 09:00']);
    expect(await journey.look('2026-03-03 09:00')).toEqual(['pass 2', 'act do 1.2']);
    expect(await journey.comesOut('done', '2026-03-03 09:00')).toEqual(['waits nextPass 2026-03-09 09:00']);
    expect(await journey.look('2026-03-09 09:00')).toEqual(['pass 2', 'pass 1', 'act do 2.1']);
  });

  it('an empty body is a wait', async () => {
    const journey = await Played.start(everyWeek({}, null, 2), DAY_1);
    expect(journey.told).toEqual(['pass 1', 'waits nextPass 2026-03-09 09:00']);
    expect(await journey.look('2026-03-09 09:00')).toEqual(['pass 2', 'act after']);
  });
});

it('an arm inside a repeat comes back to the repeat, not to the end', async () => {
  const journey = await Played.start(
    rule('weekly', {
      weekly: { kind: 'repeat', everyDays: 7, atMost: 2, first: 'look', next: null },
      look: {
        kind: 'branch',
        cases: [{ id: 'due', label: 'due', when: { not: PAID }, first: 'do' }],
        otherwise: { label: 'else', first: null },
        next: null,
      },
      do: tag(),
    }),
    DAY_1,
  );
  expect(await journey.comesOut('done', DAY_1)).toEqual(['waits nextPass 2026-03-09 09:00']);
  expect(journey.state).toMatchObject({ step: 'weekly', waiting: { until: utc('2026-03-09 09:00') } });
});
