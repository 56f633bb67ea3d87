import type { FactValue, OperatorId } from '@dunwell/language';
import type { Requirement, Scalar } from '../comparisons/requirement.js';

/** A fact that is set. */
export type SetValue = NonNullable<FactValue>;

/** Whether a value that is set meets what an operator requires. */
export type OperatorTest = (actual: SetValue, requirement: Requirement) => boolean;

/** The one table of what operators mean for a value that is set; the language's table says what they mean for none. */
export const OPERATOR_TESTS: Readonly<Record<OperatorId, OperatorTest>> = {
  equals: one((actual, required) => actual === required),
  notEquals: one((actual, required) => actual !== required),
  atLeast: one((actual, required) => order(actual, required) >= 0),
  atMost: one((actual, required) => order(actual, required) <= 0),
  moreThan: one((actual, required) => order(actual, required) > 0),
  lessThan: one((actual, required) => order(actual, required) < 0),
  between: range((actual, from, to) => order(actual, from) >= 0 && order(actual, to) <= 0),
  isOneOf: many((actual, required) => required.includes(scalar(actual))),
  isNoneOf: many((actual, required) => !required.includes(scalar(actual))),
  contains: one((actual, required) =>
    (Array.isArray(actual) ? actual : text(actual)).includes(text(required)),
  ),
  containsAny: many((actual, required) => list(actual).some((item) => required.includes(item))),
  containsNone: many((actual, required) => !list(actual).some((item) => required.includes(item))),
  startsWith: one((actual, required) => text(actual).startsWith(text(required))),
  isSet: () => true,
  isNotSet: () => false,
  isTrue: (actual) => actual === true,
  isFalse: (actual) => actual === false,
};

function one(test: (actual: SetValue, required: Scalar) => boolean): OperatorTest {
  return (actual, requirement) => {
    if (requirement.operand !== 'one') throw new TypeError(`one value expected, not ${requirement.operand}`);
    return test(actual, requirement.value);
  };
}

function range(test: (actual: SetValue, from: Scalar, to: Scalar) => boolean): OperatorTest {
  return (actual, requirement) => {
    if (requirement.operand !== 'range') throw new TypeError(`a range expected, not ${requirement.operand}`);
    return test(actual, requirement.from, requirement.to);
  };
}

function many(test: (actual: SetValue, required: readonly Scalar[]) => boolean): OperatorTest {
  return (actual, requirement) => {
    if (requirement.operand !== 'many')
      throw new TypeError(`several values expected, not ${requirement.operand}`);
    return test(actual, requirement.values);
  };
}

/** Below, at or above 0; numbers by size, dates by their strings, which sort as they do. */
function order(actual: SetValue, required: Scalar): number {
  if (typeof actual === 'number' && typeof required === 'number') return actual - required;
  const [left, right] = [text(actual), text(required)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function scalar(value: SetValue): Scalar {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new TypeError(`a number or text expected, not ${JSON.stringify(value)}`);
}

function text(value: SetValue): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`a text expected, not ${JSON.stringify(value)}`);
}

function list(value: SetValue): readonly string[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`a list expected, not ${JSON.stringify(value)}`);
}
