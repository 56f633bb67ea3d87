import { describe, expect, it } from '@jest/globals';
import type { AutomationDocument, Step } from '@dunwell/language';
import type { Instant } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import { startJourney } from './advance.js';
import { heldBack } from './held-back.js';
import type { JourneyState } from './journey.js';
import {
  ALWAYS_OPEN,
  fieldOf,
  local,
  lookAt,
  owes,
  paid,
  rule,
  tag,
  told,
  UTC,
  utc,
} from './plan.testing.js';
import { type JourneyWorld, type PlayedJourney, playJourney, type TraceEntry } from './play-journey.js';
import { prepareAutomation } from './prepare-automation.js';

const MONDAY = '2026-03-02 09:00';

/** Facts that change at the given UTC times; effects that come out at once. */
function world(changes: Record<string, SubjectFacts>, overrides: Partial<JourneyWorld> = {}): JourneyWorld {
  const states = Object.entries(changes).map(([time, facts]) => ({ from: utc(time), facts }));
  return {
    calendar: UTC,
    sendRules: ALWAYS_OPEN,
    factsAt: (at) => Promise.resolve(states.findLast(({ from }) => from <= at)?.facts ?? null),
    changesBetween: (after, upTo) =>
      Promise.resolve(states.map(({ from }) => from).filter((from) => from > after && from <= upTo)),
    perform: () => Promise.resolve('done'),
    ...overrides,
  };
}

async function play(
  document: AutomationDocument,
  given: JourneyWorld,
  span: { from?: string; horizon?: string; atMostLooks?: number; start?: JourneyState } = {},
): Promise<PlayedJourney> {
  const automation = prepareAutomation(document, fieldOf);
  const entered = { first: document.first!, streakId: 's1' };
  return playJourney(automation, span.start ?? startJourney(automation, entered, lookAt(MONDAY)), given, {
    from: utc(span.from ?? MONDAY),
    horizon: utc(span.horizon ?? '2026-06-01 00:00'),
    atMostLooks: span.atMostLooks ?? 1_000,
  });
}

const line = ({ at, happened }: TraceEntry): string => {
  const what =
    happened.kind === 'outcome'
      ? `${happened.step} ${happened.result}`
      : happened.kind === 'heldBack'
        ? `held ${happened.reason} until ${local(happened.until) ?? 'open'}`
        : told(happened);
  return `${local(at)!} ${what}`;
};

const mailWaitCall: Record<string, Step> = {
  mail: { kind: 'action', action: { kind: 'emailCustomer', subject: 'a', body: 'b' }, next: 'pause' },
  pause: { kind: 'wait', days: 7, next: 'call' },
  call: tag(),
};

describe('playJourney (S13, S20)', () => {
  it('plays effects and waits to the end', async () => {
    const { trace, stopped } = await play(rule('mail', mailWaitCall), world({ [MONDAY]: owes() }));
    expect(trace.map(line)).toEqual([
      '2026-03-02 09:00 act mail',
      '2026-03-02 09:00 mail done',
      '2026-03-02 09:00 waits date 2026-03-09 09:00',
      '2026-03-09 09:00 waitOver pause',
      '2026-03-09 09:00 act call',
      '2026-03-09 09:00 call done',
      '2026-03-09 09:00 ended completed',
    ]);
    expect(stopped).toBe('ended');
  });

  it('sees a payment in mid-wait that is taken back before the wait ends', async () => {
    const changes = { [MONDAY]: owes(), '2026-03-04 11:11': paid(), '2026-03-04 11:12': owes() };
    const { trace, journey } = await play(rule('mail', mailWaitCall), world(changes));
    expect(trace.map(line).at(-1)).toBe('2026-03-04 11:11 ended exit');
    expect(journey.ended).toMatchObject({ kind: 'exit', exit: 'paid' });
  });

  it('its own effects are facts at once (S13)', async () => {
    let promise = 'none';
    const given = world(
      {},
      {
        factsAt: () => Promise.resolve(owes({ 'account.promise': promise })),
        perform: () => {
          promise = 'open';
          return Promise.resolve('done');
        },
      },
    );
    const document = rule(
      'do',
      { do: tag('more'), more: tag() },
      {
        exit: [
          {
            id: 'promised',
            label: 'Promised',
            when: { field: 'account.promise', operator: 'equals', value: 'open' },
          },
        ],
      },
    );
    expect((await play(document, given)).trace.map(line).at(-1)).toBe('2026-03-02 09:00 ended exit');
  });

  it('a failure takes its arm, or stops for an operator', async () => {
    const failing = world(
      { [MONDAY]: owes() },
      { perform: ({ step }) => Promise.resolve(step === 'do' ? 'failed' : 'done') },
    );
    const repaired = await play(rule('do', { do: tag(null, 'repair'), repair: tag() }), failing);
    expect(repaired.trace.map(line)).toContain('2026-03-02 09:00 repair done');
    const stuck = await play(rule('do', { do: tag() }), failing);
    expect(stuck).toMatchObject({
      stopped: 'needsAttention',
      journey: { step: 'do', waiting: { for: 'operator' } },
    });
  });

  const holding =
    (until: string | null): JourneyWorld['perform'] =>
    (act, look, previous) => {
      const lifted = until !== null && look.at >= utc(until);
      const holds = lifted
        ? []
        : [{ on: 'account' as const, leaveOut: false, until: until === null ? null : utc(until) }];
      const circumstances = { holds, paymentsInFlight: [], contact: null, newerStarted: false };
      return Promise.resolve(heldBack(act.action, circumstances, look, previous) ?? 'done');
    };

  it('a held step goes out when the hold ends, exits checked meanwhile (S14)', async () => {
    const perform = holding('2026-03-05 12:00');
    const { trace } = await play(rule('mail', mailWaitCall), world({ [MONDAY]: owes() }, { perform }));
    expect(trace.map(line).slice(0, 4)).toEqual([
      '2026-03-02 09:00 act mail',
      '2026-03-02 09:00 held accountHold until 2026-03-05 12:00',
      '2026-03-05 12:00 mail done',
      '2026-03-05 12:00 waits date 2026-03-12 09:00',
    ]);
    const pays = await play(
      rule('mail', mailWaitCall),
      world({ [MONDAY]: owes(), '2026-03-03 10:00': paid() }, { perform }),
    );
    expect(pays.trace.map(line).at(-1)).toBe('2026-03-03 10:00 ended exit');
  });

  it('a step held for 14 days expires (S14)', async () => {
    const { trace } = await play(
      rule('mail', mailWaitCall),
      world({ [MONDAY]: owes() }, { perform: holding(null) }),
    );
    expect(trace.map(line)).toEqual([
      '2026-03-02 09:00 act mail',
      '2026-03-02 09:00 held accountHold until open',
      '2026-03-16 09:00 ended expired',
    ]);
  });

  it.each([
    ['the horizon', { horizon: '2026-03-09 08:59' }, 'horizon'],
    ['too many looks', { atMostLooks: 3 }, 'tooManyLooks'],
    ['no facts', { from: '2026-03-01 09:00' }, 'subjectGone'],
  ])('stops at %s', async (_, span, stopped) => {
    expect((await play(rule('mail', mailWaitCall), world({ [MONDAY]: owes() }), span)).stopped).toBe(stopped);
  });

  it('goes on with a live journey where it stands', async () => {
    const until: Instant = utc('2026-03-09 09:00');
    const start: JourneyState = {
      startedAt: utc(MONDAY),
      startedOn: '2026-03-02',
      dailyAt: '09:00',
      streakId: 's1',
      step: 'pause',
      passes: [],
      waiting: { for: 'date', on: '2026-03-09', until },
      ended: null,
    };
    const given = world({ [MONDAY]: owes() });
    const waiting = await play(rule('mail', mailWaitCall), given, { start, from: '2026-03-04 10:00' });
    expect(waiting.trace.map(line)[0]).toBe('2026-03-09 09:00 waitOver pause');
    const pending: JourneyState = { ...start, step: 'mail', waiting: { for: 'outcome' } };
    const sending = await play(rule('mail', mailWaitCall), given, {
      start: pending,
      from: '2026-03-04 10:00',
    });
    expect(sending.trace.map(line).slice(0, 2)).toEqual([
      '2026-03-04 10:00 mail done',
      '2026-03-04 10:00 waits date 2026-03-11 09:00',
    ]);
  });
});
