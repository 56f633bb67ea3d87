import type { Condition } from '@dunwell/language';
import { describe, expect, it } from '@jest/globals';
import { testFieldOf } from '../cases/test-fields.testing.js';
import { compileCondition } from './compile-condition.js';
import type { FieldSource } from './field-source.js';
import { render, sql } from './sql-fragment.js';

const source: FieldSource = (field, params) => {
  switch (field) {
    case 'test.streakDay':
      return { kind: 'daysSince', on: sql`s.opened_on`, plus: 1 };
    case 'test.daysUntil':
      return { kind: 'daysUntil', on: sql`p.expires_on` };
    case 'test.money':
      return { kind: 'value', sql: sql`p.overdue` };
    case 'test.count':
      return { kind: 'value', sql: sql`failed(${params?.days ?? 0})` };
    case 'test.list':
      return { kind: 'list', sql: sql`t.tags` };
    default:
      return null;
  }
};

function compiled(condition: Condition | null) {
  const options = { date: '2012-02-16', currency: sql`a.currency` };
  const { where, complete } = compileCondition(condition, testFieldOf, source, options);
  return { ...render(where), complete };
}

const unknown: Condition = { field: 'test.text', operator: 'equals', value: 'x' };
const day = (value: number): Condition => ({ field: 'test.streakDay', operator: 'equals', value });

describe('compileCondition', () => {
  it('compares the date a day count is counted from, so that its index serves', () => {
    const onDay: [Condition, string, unknown[]][] = [
      [day(14), '(s.opened_on) = $1::date', ['2012-02-03']],
      [
        { field: 'test.streakDay', operator: 'atLeast', value: 14 },
        '(s.opened_on) <= $1::date',
        ['2012-02-03'],
      ],
      [
        { field: 'test.streakDay', operator: 'lessThan', value: 1 },
        '(s.opened_on) > $1::date',
        ['2012-02-16'],
      ],
      [
        { field: 'test.streakDay', operator: 'between', value: { from: 14, to: 30 } },
        '(s.opened_on) between $1::date and $2::date',
        ['2012-01-18', '2012-02-03'],
      ],
      [
        { field: 'test.streakDay', operator: 'isOneOf', value: [14, 30] },
        '(s.opened_on) = any($1::date[])',
        [['2012-02-03', '2012-01-18']],
      ],
      [
        { field: 'test.daysUntil', operator: 'atMost', value: 30 },
        '(p.expires_on) <= $1::date',
        ['2012-03-17'],
      ],
    ];
    for (const [condition, text, values] of onDay) {
      expect(compiled(condition)).toEqual({ text, values, complete: true });
    }
  });

  it('compares money per currency, a bare 0 in any', () => {
    const value = [
      { currency: 'EUR', amount: 500 },
      { currency: 'JPY', amount: 700 },
    ];
    expect(compiled({ field: 'test.money', operator: 'atLeast', value })).toEqual({
      text:
        '((a.currency = $1::text and (p.overdue) >= $2::bigint)' +
        ' or (a.currency = $3::text and (p.overdue) >= $4::bigint))',
      values: ['EUR', 500, 'JPY', 700],
      complete: true,
    });
    expect(compiled({ field: 'test.money', operator: 'moreThan', value: 0 })).toMatchObject({
      text: '(p.overdue) > $1::bigint',
    });
  });

  it('passes the parameters of a field on to the source', () => {
    const condition: Condition = {
      field: 'test.count',
      operator: 'atLeast',
      value: 2,
      params: { days: 30 },
    };
    expect(compiled(condition)).toMatchObject({
      text: '(failed($1)) >= $2::bigint',
      values: [30, 2],
    });
  });

  it('holds for everybody when there is no condition', () => {
    expect(compiled(null)).toEqual({ text: 'true', values: [], complete: true });
  });

  it.each<[string, Condition, string]>([
    ['an unknown comparison', unknown, 'true'],
    ['not unknown', { not: unknown }, 'true'],
    ['any with an unknown', { any: [day(1), unknown] }, 'true'],
    ['all with an unknown', { all: [day(1), unknown] }, '((s.opened_on) = $1::date)'],
    ['not all with an unknown', { not: { all: [day(1), unknown] } }, 'true'],
    [
      'not any with an unknown',
      { not: { any: [day(1), unknown] } },
      '(((s.opened_on) = $1::date) is not true)',
    ],
    ['not not unknown', { not: { not: { all: [unknown, day(1)] } } }, '((s.opened_on) = $1::date)'],
  ])('only widens: %s', (_, condition, text) => {
    expect(compiled(condition)).toMatchObject({ text, complete: false });
  });

  it('refuses what cannot be evaluated either', () => {
    expect(() => compiled({ all: [] })).toThrow(expect.objectContaining({ code: 'invalidCondition' }));
    expect(() => compiled({ field: 'test.list', operator: 'equals', value: 'x' })).toThrow();
  });

  it('refuses a source that does not fit the type of its field', () => {
    const list: FieldSource = () => ({ kind: 'list', sql: sql`t.tags` });
    const options = { date: '2012-02-16', currency: sql`a.currency` };
    expect(() => compileCondition(day(1), testFieldOf, list, options)).toThrow(TypeError);
  });
});
