import { applyDecorators } from '@nestjs/common';
import { checked, described, isCalendarDate, type FieldOptions } from './fields.js';

interface ListOptions<T> {
  code: string;
  words: string;
  test: (value: unknown) => value is T;
  schema: object;
  maxItems: number;
}

/** Whole numbers within bounds, each once. */
export function WholeNumbers(
  options: FieldOptions & { min: number; max: number; maxItems: number },
): PropertyDecorator {
  const { min, max, maxItems } = options;
  return list(options, {
    code: 'wholeNumbers',
    words: `whole numbers from ${min} to ${max}, each once`,
    test: (value): value is number =>
      Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
    schema: { type: 'integer', minimum: min, maximum: max },
    maxItems,
  });
}

/** Calendar dates that exist, each once. */
export function CalendarDates(options: FieldOptions & { maxItems: number }): PropertyDecorator {
  return list(options, {
    code: 'calendarDates',
    words: 'dates that exist, as YYYY-MM-DD, each once',
    test: isCalendarDate,
    schema: { type: 'string', format: 'date' },
    maxItems: options.maxItems,
  });
}

/** Some of a closed set, each once. */
export function SomeOf(options: FieldOptions & { values: readonly string[] }): PropertyDecorator {
  const { values } = options;
  return list(options, {
    code: 'someOf',
    words: `any of ${values.join(', ')}, each once`,
    test: (value): value is string => typeof value === 'string' && values.includes(value),
    schema: { type: 'string', enum: values },
    maxItems: values.length,
  });
}

function list<T>(options: FieldOptions, { code, words, test, schema, maxItems }: ListOptions<T>) {
  return applyDecorators(
    checked(options, {
      code,
      words: `a list of at most ${maxItems} ${words}`,
      test: (value) =>
        Array.isArray(value) &&
        value.length <= maxItems &&
        value.every(test) &&
        new Set(value).size === value.length,
    }),
    described(options, { ...schema, isArray: true, maxItems }),
  );
}
