import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition, Step } from '@dunwell/language';
import { advance, startJourney } from './advance.js';
import { type JourneyCause, withEvent } from './journey-event.js';
import { atLeast, fieldOf, lookAt, owes, rule, tag } from './plan.testing.js';
import { prepareAutomation } from './prepare-automation.js';

const ATTEMPT: FieldDefinition = {
  id: 'event.attempt',
  group: 'event',
  label: 'Attempt',
  type: 'count',
  meaning: 'Which attempt it is.',
  provider: 'event',
  notSet: 'The event came without it.',
};

const event = (attempt: number | null): JourneyCause => ({
  id: 'e1',
  name: 'payment.failed',
  values: { 'event.attempt': attempt },
});

/** Waits a week, then tags whom a third attempt concerns. */
const steps: Record<string, Step> = {
  pause: { kind: 'wait', days: 7, next: 'which' },
  which: {
    kind: 'branch',
    cases: [{ id: 'third', label: 'Third', when: atLeast('event.attempt', 3), first: 'do' }],
    otherwise: { label: 'Earlier', first: null },
    next: null,
  },
  do: tag(),
};

const automation = prepareAutomation(
  rule('pause', steps, { trigger: { kind: 'event', event: 'payment.failed' } }),
  (id) => (id === ATTEMPT.id ? ATTEMPT : fieldOf(id)),
);

describe('a journey that an event started', () => {
  it.each([
    [3, 'third'],
    [2, null],
    [null, null],
  ])('sees what the event told for as long as it lasts: attempt %s', async (attempt, taken) => {
    const entered = { first: 'pause', streakId: null, event: event(attempt) };
    const start = startJourney(automation, entered, lookAt('2026-03-02 09:17'));
    const waiting = await advance(automation, start, lookAt('2026-03-02 09:17'));
    // Saved and read again in between, as plain JSON.
    const saved = JSON.parse(JSON.stringify(waiting.journey)) as typeof waiting.journey;
    const { journey, decisions } = await advance(automation, saved, lookAt('2026-03-09 09:17'));
    expect(decisions).toMatchObject([{ kind: 'waitOver' }, { kind: 'branched', taken }, {}]);
    expect(journey.event).toEqual(event(attempt));
  });

  it('says nothing else: facts of the instant stay what they are', () => {
    const facts = owes({ 'account.overdueBalance': 500 });
    expect(withEvent(facts, undefined)).toBe(facts);
    expect(withEvent(facts, event(3)).values).toEqual({ 'account.overdueBalance': 500, 'event.attempt': 3 });
  });
});
