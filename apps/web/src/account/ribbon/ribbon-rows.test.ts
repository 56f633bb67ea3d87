import { expect, it } from '@jest/globals';
import { dayInWords } from './day-words.js';
import { ribbonRows } from './ribbon-rows.js';
import { movement, ribbonWith } from './ribbon.testing.js';

const effect = {
  at: '2026-11-24T08:01:00Z',
  date: '2026-11-24',
  automationId: 'a',
  automation: 'Past due 14',
  journeyId: 'j',
  delivery: 'd',
  kind: 'emailCustomer',
  step: 'Friendly reminder',
  status: 'done',
} as const;
const ribbon = ribbonWith([{ from: '2026-11-11', to: '2026-12-24' }], {
  from: '2026-11-08',
  movements: [
    movement({
      effect: 'opens',
      causes: [{ kind: 'invoicePastDue', invoice: 'INV-1', dueOn: '2026-11-10', effect: 8_900 }],
    }),
  ],
  done: [effect],
  holds: [
    { id: 'h', invoice: null, reason: 'courtesy', leaveOut: false, from: '2026-12-20', until: '2026-12-22' },
  ],
});

it('the table has a row for each date on which something happened, and for what lies between', () => {
  const rows = ribbonRows(ribbon, { day: (date) => date });
  expect(rows.map(({ from, to, isAhead }) => [from, to, isAhead])).toEqual([
    ['2026-12-23', '2026-12-24', true],
    ['2026-12-20', '2026-12-22', true],
    ['2026-11-25', '2026-12-19', true],
    ['2026-11-24', '2026-11-24', false],
    ['2026-11-12', '2026-11-23', false],
    ['2026-11-11', '2026-11-11', false],
    ['2026-11-08', '2026-11-10', false],
  ]);
  expect(rows[4]?.first.streakDay).toBe(2);
  expect(rows[4]?.last.streakDay).toBe(13);
});

it('a day says aloud what was true on it', () => {
  const format = { date: (date: string) => date, day: (date: string) => date };
  expect(dayInWords(ribbon, '2026-11-10', format)).toBe('2026-11-10, nothing overdue');
  expect(dayInWords(ribbon, '2026-11-11', format)).toBe('2026-11-11, day 1 past due, INV-1 past due');
  expect(dayInWords(ribbon, '2026-11-24', format)).toBe(
    'Today, 2026-11-24, day 14 past due, Friendly reminder sent',
  );
});
