import { type ComparisonExplanation, type Condition, OPERATORS } from '@dunwell/language';
import { describe, expect, it } from '@jest/globals';
import { nameOf, OPERATOR_CASES, type OperatorCase } from '../cases/operator-cases.testing.js';
import { testFieldOf } from '../cases/test-fields.testing.js';
import { prepareCondition } from './prepare-condition.js';

describe('every operator on every type', () => {
  it.each(OPERATOR_CASES.map((line) => [nameOf(line), line] as const))('%s', async (_, line) => {
    const { operator, required, actual, currency, holds, note } = line;
    const field = `test.${line.type}`;
    const condition = prepareCondition({ field, operator, value: required }, testFieldOf);

    const explanation = await condition.evaluate({ [field]: actual }, currency);

    const expected: ComparisonExplanation = {
      kind: 'comparison',
      field,
      operator,
      required: required ?? null,
      actual,
      holds,
    };
    if (note) expected.note = note;
    if (line.type === 'money') expected.currency = currency;
    expect(explanation).toEqual(expected);
  });

  it.each(OPERATOR_CASES.map((line) => [nameOf(line), line] as const))('not: %s', async (_, line) => {
    const { type, operator, required, actual, currency, holds } = line;
    const condition: Condition = { not: { field: `test.${type}`, operator, value: required } };

    const explanation = await prepareCondition(condition, testFieldOf).evaluate(
      { [`test.${type}`]: actual },
      currency,
    );

    expect(explanation).toMatchObject({ kind: 'not', holds: !holds, child: { kind: 'comparison', holds } });
  });

  const pairs = Object.values(OPERATORS).flatMap(({ id, fits }) => fits.map((type) => ({ id, type })));
  it.each(pairs)('the table knows $type $id: holding, not holding and not set', ({ id, type }) => {
    const lines = OPERATOR_CASES.filter((line) => line.operator === id && line.type === type);
    const verdicts = (isWanted: (line: OperatorCase) => boolean) =>
      new Set(lines.filter(isWanted).map(({ holds }) => holds));
    expect(verdicts(() => true)).toEqual(new Set([true, false]));
    expect(verdicts(({ note }) => note === 'notSet')).toEqual(new Set([OPERATORS[id].whenNotSet]));
  });
});

describe('a tree of conditions', () => {
  const row = { 'test.days': 14, 'test.money': 5000, 'test.text': null, 'test.list': [] };
  const days = (value: number): Condition => ({ field: 'test.days', operator: 'equals', value });
  const comparison = (holds: boolean) => expect.objectContaining({ kind: 'comparison', holds });

  it('holds for everybody when there is none', async () => {
    const explanation = await prepareCondition(null, testFieldOf).evaluate({}, 'EUR');
    expect(explanation).toEqual({ kind: 'all', holds: true, children: [] });
  });

  it('explains every comparison, also where the first ones decide', async () => {
    const condition = prepareCondition(
      {
        all: [
          { any: [days(14), { all: [days(1), { not: days(2) }] }, days(3)] },
          days(4),
          { field: 'test.list', operator: 'containsNone', value: ['vip'] },
        ],
      },
      testFieldOf,
    );
    expect(await condition.evaluate(row, 'EUR')).toEqual({
      kind: 'all',
      holds: false,
      children: [
        {
          kind: 'any',
          holds: true,
          children: [
            comparison(true),
            {
              kind: 'all',
              holds: false,
              children: [comparison(false), { kind: 'not', holds: true, child: comparison(false) }],
            },
            comparison(false),
          ],
        },
        comparison(false),
        comparison(true),
      ],
    });
  });

  it('reads a field with parameters by its key', async () => {
    const condition: Condition = {
      field: 'test.count',
      operator: 'atLeast',
      value: 2,
      params: { days: 30 },
    };
    const explanation = await prepareCondition(condition, testFieldOf).evaluate(
      { 'test.count': 0, 'test.count(days=30)': 3 },
      'EUR',
    );
    expect(explanation).toMatchObject({ params: { days: 30 }, actual: 3, holds: true });
  });

  it('decides overlapping evaluations each on its own row', async () => {
    const condition = prepareCondition(days(14), testFieldOf);
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => {
        for (let turn = 0; turn < at % 67; turn += 1) await Promise.resolve();
        return (await condition.evaluate({ 'test.days': at % 2 === 0 ? 14 : at }, 'EUR')).holds;
      }),
    );
    expect(verdicts).toEqual(verdicts.map((_, at) => at % 2 === 0));
  });
});

describe('what is refused', () => {
  const refusals: [string, Condition][] = [
    ['an empty all', { all: [] }],
    ['an empty any inside', { all: [{ not: { any: [] } }] }],
    ['an operator that does not exist', { field: 'test.days', operator: 'not:equals' as 'equals', value: 1 }],
    ['an operator of every object', { field: 'test.days', operator: 'toString' as 'equals', value: 1 }],
    ['an operator that does not fit', { field: 'test.text', operator: 'atLeast', value: 'a' }],
    ['no value', { field: 'test.days', operator: 'equals' }],
    ['a value where none belongs', { field: 'test.days', operator: 'isSet', value: 1 }],
    ['a numeric text', { field: 'test.days', operator: 'equals', value: '14' }],
    ['half a day', { field: 'test.days', operator: 'equals', value: 0.5 }],
    ['no number', { field: 'test.number', operator: 'equals', value: Number.NaN }],
    ['a date that does not exist', { field: 'test.date', operator: 'equals', value: '2026-02-30' }],
    ['no choices', { field: 'test.choice', operator: 'isOneOf', value: [] }],
    ['a number among texts', { field: 'test.choice', operator: 'isOneOf', value: ['a', 1] as string[] }],
    ['a range without end', { field: 'test.days', operator: 'between', value: { from: 1 } as never }],
    ['another fact', { field: 'test.days', operator: 'equals', value: { fact: 'row' } as never }],
    ['a text that cannot be stored', { field: 'test.text', operator: 'equals', value: 'a\0' }],
    ['half a character', { field: 'test.text', operator: 'equals', value: '\ud83d' }],
    ['a bare amount', { field: 'test.money', operator: 'atLeast', value: 5000 }],
    ['no amounts', { field: 'test.money', operator: 'atLeast', value: [] }],
    [
      'two amounts for one currency',
      {
        field: 'test.money',
        operator: 'atLeast',
        value: [
          { currency: 'EUR', amount: 1 },
          { currency: 'EUR', amount: 2 },
        ],
      },
    ],
    ['half a cent', { field: 'test.money', operator: 'atLeast', value: [{ currency: 'EUR', amount: 0.5 }] }],
    ['no currency', { field: 'test.money', operator: 'atLeast', value: [{ currency: 'euro', amount: 5 }] }],
  ];
  it.each(refusals)('%s', (_, condition) => {
    expect(() => prepareCondition(condition, testFieldOf)).toThrow(
      expect.objectContaining({ code: 'invalidCondition' }),
    );
  });

  const condition = prepareCondition({ field: 'test.money', operator: 'equals', value: 0 }, testFieldOf);
  it.each([
    ['a row that lacks the fact', {}],
    ['a number that was read as text', { 'test.money': '0' }],
    ['an amount with a fraction', { 'test.money': 0.5 }],
  ])('%s', async (_, row) => {
    await expect(condition.evaluate(row, 'EUR')).rejects.toMatchObject({ code: 'unfitFact' });
    // and goes on with the next one
    await expect(condition.evaluate({ 'test.money': 0 }, 'EUR')).resolves.toMatchObject({ holds: true });
  });
});
