import { describe, expect, it } from '@jest/globals';
import { eventFacts, payloadFaults } from './check-event-payload.js';
import { EVENTS, type EventPayload } from './events.js';

const field = (type: EventPayload[string]['type'], options?: string[]): EventPayload[string] => ({
  type,
  label: 'A field',
  meaning: 'A field.',
  ...(options && { options }),
});

describe('the values an event comes with (S18)', () => {
  it.each([
    ['text', 'gold', 7],
    ['number', 1.5, '1.5'],
    ['count', 0, -1],
    ['days', -3, 1.5],
    ['money', -1250, 12.5],
    ['date', '2026-02-28', '2026-02-30'],
    ['boolean', false, 'false'],
    ['list', ['a'], ['a', 1]],
  ] as const)('a %s may be %j, not %j', (type, right, wrong) => {
    const declared = { it: field(type) };
    expect(payloadFaults(declared, { it: right })).toEqual([]);
    expect(payloadFaults(declared, { it: wrong })).toMatchObject([{ field: 'it', code: 'wrongType' }]);
  });

  it('a choice is one of its options', () => {
    const declared = { kind: field('choice', ['hard', 'soft']) };
    expect(payloadFaults(declared, { kind: 'soft' })).toEqual([]);
    expect(payloadFaults(declared, { kind: 'other' })).toEqual([
      { field: 'kind', code: 'wrongType', message: '“kind” must be one of its options: hard, soft.' },
    ]);
  });

  it('refuses what was not declared, names of prototypes included', () => {
    const faults = payloadFaults({ seats: field('count') }, { seats: null, toString: 'x' });
    expect(faults).toMatchObject([{ field: 'toString', code: 'unknownField' }]);
  });

  it('says of every declared field what it is, null where the event came without', () => {
    expect(eventFacts(EVENTS['account.tagged'].payload, {})).toEqual({ 'event.tag': null });
    expect(eventFacts(EVENTS['account.tagged'].payload, { tag: 'vip', more: 1 })).toEqual({
      'event.tag': 'vip',
    });
  });
});
