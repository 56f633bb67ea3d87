import { expect, it } from '@jest/globals';
import { is, PAID, rule, STREAK_DAYS, tag } from './plan.testing.js';
import { plannedFields } from './planned-fields.js';

it('plannedFields names each value once, waits for a streak day included', () => {
  const failed = {
    field: 'account.failedPaymentsInLast',
    operator: 'atLeast',
    params: { days: 30 },
    value: 2,
  } as const;
  const document = rule(
    'choose',
    {
      choose: {
        kind: 'branch',
        cases: [{ id: 'a', label: 'a', when: { any: [failed, { not: failed }] }, first: 'do' }],
        otherwise: { label: 'else', first: null },
        next: 'pause',
      },
      do: tag(),
      pause: { kind: 'wait', untilStreakDay: 20, next: 'reply' },
      reply: {
        kind: 'waitFor',
        when: is('invoice.status', 'paid'),
        timeoutDays: 1,
        onMet: null,
        onTimeout: null,
        next: null,
      },
    },
    { subject: 'invoice', entry: { when: { all: [is(STREAK_DAYS, 14), PAID] }, reentry: { kind: 'once' } } },
  );
  expect(plannedFields(document)).toEqual([
    { field: STREAK_DAYS },
    { field: 'account.overdueBalance' },
    { field: 'account.failedPaymentsInLast', params: { days: 30 } },
    { field: 'invoice.status' },
    { field: 'invoice.pastDueStreakDays' },
  ]);
});
