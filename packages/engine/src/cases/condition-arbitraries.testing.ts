import {
  type Condition,
  type FactValue,
  type FieldId,
  type OperatorId,
  OPERATORS,
  type Value,
} from '@dunwell/language';
import fc from 'fast-check';
import type { FactRow } from '../facts.js';
import { TEST_FIELD_IDS, TEST_FIELDS, testFieldOf } from './test-fields.testing.js';

/** Few values, so that conditions and facts often meet. */
const wholeNumbers = fc.constantFrom(-1, 0, 1, 2, 3, 14);
const numbers = fc.constantFrom(-0.5, 0, 0.1, 0.1 + 0.2, 0.3, 1e21);
const dates = fc.constantFrom('0001-01-01', '2026-02-28', '2026-03-01', '9999-12-31');
const texts = fc.constantFrom('', 'a', 'A', 'ab', 'b%', "o'k\\");
const currencies = fc.constantFrom('EUR', 'USD', 'JPY');
const amounts = fc.oneof(
  fc.constant(0 as const),
  fc.uniqueArray(fc.record({ currency: currencies, amount: wholeNumbers }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ currency }) => currency,
  }),
);

const FACTS: Readonly<Record<string, fc.Arbitrary<FactValue>>> = {
  days: wholeNumbers,
  count: wholeNumbers,
  money: wholeNumbers,
  number: numbers,
  date: dates,
  text: texts,
  choice: texts,
  list: fc.uniqueArray(texts, { maxLength: 3 }),
  boolean: fc.boolean(),
};

/** The facts of one account and its currency; about a third of the values are not set. */
export const arbitraryFacts: fc.Arbitrary<{ row: FactRow; currency: string }> = fc.record({
  row: fc.record(Object.fromEntries(TEST_FIELD_IDS.map((id) => [id, fc.option(factsOf(id), { freq: 2 })]))),
  currency: currencies,
});

function factsOf(id: FieldId): fc.Arbitrary<FactValue> {
  const arbitrary = FACTS[testFieldOf(id).type];
  if (arbitrary === undefined) throw new Error(`there are no facts for ${id}`);
  return arbitrary;
}

const arbitraryComparison: fc.Arbitrary<Condition> = fc
  .constantFrom(...TEST_FIELD_IDS)
  .chain((field) =>
    fc
      .constantFrom(...operatorsOf(field))
      .chain((operator) => valuesFor(field, operator).map((value) => ({ field, operator, value }))),
  );

function operatorsOf(field: FieldId): OperatorId[] {
  return Object.values(OPERATORS).flatMap(({ id, fits }) =>
    fits.includes(testFieldOf(field).type) ? [id] : [],
  );
}

function valuesFor(field: FieldId, operator: OperatorId): fc.Arbitrary<Value | undefined> {
  const { operand } = OPERATORS[operator];
  const one = (
    TEST_FIELDS[field] === 'money' ? amounts : TEST_FIELDS[field] === 'list' ? texts : factsOf(field)
  ) as fc.Arbitrary<never>;
  switch (operand) {
    case 'none':
      return fc.constant(undefined);
    case 'one':
      return one;
    case 'range':
      return fc.record({ from: one, to: one });
    case 'many':
      return fc.array(one, { minLength: 1, maxLength: 3 });
  }
}

/** Trees of up to three levels of groups over every field, operator and group. */
export const arbitraryCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 2, arbitrary: arbitraryComparison },
    { weight: 3, arbitrary: fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ not: tie('condition') }) },
  ),
})).condition;
