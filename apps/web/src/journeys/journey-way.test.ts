import { describe, expect, it } from '@jest/globals';
import type { Delivery, JourneyHistoryEvent } from '@dunwell/contract';
import { TEMPLATES, type AutomationDocument } from '@dunwell/language';
import { journeyWay } from './journey-way.js';

const template = (id: string): AutomationDocument => TEMPLATES.find((one) => one.id === id)!.document;

const event = (
  kind: string,
  step: string | null,
  detail: unknown = {},
  occurrence = '',
): JourneyHistoryEvent => ({
  at: '2026-11-24T08:00:00Z',
  kind,
  step,
  occurrence: step === null ? null : occurrence,
  detail,
});

const delivery = (step: string, status: Delivery['status'], occurrence = ''): Delivery => ({
  key: `${step}:${occurrence}`,
  journeyId: 'j',
  automationId: 'a',
  account: 'A',
  step,
  occurrence,
  kind: 'emailCustomer',
  status,
  attempts: 1,
  dueAt: null,
  heldBecause: null,
  provider: null,
  problem: null,
  problemCode: null,
  finishedAt: null,
});

const day30 = { entry: null, branches: [{ step: 'threshold', taken: 'day30', cases: [] }] };

describe('the way of a journey', () => {
  it('goes through the arm that was taken before its first step', () => {
    const { nodes, marks } = journeyWay(
      {
        explanation: day30,
        events: [event('act', 'firm')],
        deliveries: [delivery('firm', 'done')],
        status: 'underWay',
      },
      template('past-due-14-30'),
    );
    expect([...nodes]).toEqual(['entry', 'steps.threshold', 'steps.threshold.cases[1]', 'steps.firm']);
    expect(Object.fromEntries(marks)).toEqual({ threshold: 'done', firm: 'done' });
  });

  it.each([
    ['waits', 'underWay', [event('waits', 'week', {})], 'waiting'],
    ['is done', 'underWay', [event('waits', 'week', {}), event('waitOver', 'week')], 'done'],
    ['was left by an exit', 'exited', [event('waits', 'week', {}), event('ended', null)], 'stopped'],
  ] as const)('marks a wait that %s', (_, status, events, mark) => {
    const { marks } = journeyWay(
      { explanation: day30, events: [...events], deliveries: [], status },
      template('restrict-suspend'),
    );
    expect(marks.get('week')).toBe(mark);
  });

  it.each([
    ['due', 'waiting'],
    ['sending', 'waiting'],
    ['failed', 'failed'],
    ['needsAttention', 'attention'],
    ['uncertain', 'attention'],
    ['ended', 'stopped'],
  ] as const)('marks an effect that is %s as %s', (status, mark) => {
    const { marks } = journeyWay(
      {
        explanation: day30,
        events: [event('act', 'firm')],
        deliveries: [delivery('firm', status)],
        status: 'underWay',
      },
      template('past-due-14-30'),
    );
    expect(marks.get('firm')).toBe(mark);
  });

  it('goes from the last pass of a repeat on to the end', () => {
    const { nodes } = journeyWay(
      {
        explanation: { entry: null, branches: [] },
        events: [event('passStarted', 'weekly', { pass: 1 }), event('act', 'reminder', {}, '1')],
        deliveries: [delivery('reminder', 'done', '1')],
        status: 'completed',
      },
      template('remind-until-paid'),
    );
    expect(nodes).toEqual(
      new Set([
        'entry',
        'steps.weekly',
        'steps.weekly#frame',
        'steps.reminder',
        'steps.weekly#again',
        '#end',
      ]),
    );
  });

  it('takes the latest pass for the mark of a step', () => {
    const { marks } = journeyWay(
      {
        explanation: null,
        events: [event('act', 'reminder', {}, '1'), event('act', 'reminder', {}, '2')],
        deliveries: [delivery('reminder', 'done', '1'), delivery('reminder', 'uncertain', '2')],
        status: 'underWay',
      },
      template('remind-until-paid'),
    );
    expect(marks.get('reminder')).toBe('attention');
  });

  it('knows nothing of steps that its version does not have', () => {
    const { nodes } = journeyWay(
      { explanation: null, events: [event('act', 'gone')], deliveries: [], status: 'underWay' },
      template('past-due-14-30'),
    );
    expect([...nodes]).toEqual(['entry']);
  });
});
