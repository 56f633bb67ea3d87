import { isDate } from '../calendar/dates.js';
import type { FactValue, FieldType } from '../fields/field.js';
import type { EventPayload } from './events.js';

/** What is wrong with one value of an event. */
export interface PayloadFault {
  field: string;
  code: 'unknownField' | 'wrongType';
  message: string;
}

const MAX_TEXT = 1000;

/** Which values each type of field may have in an event; a new type fails to compile until somebody says. */
const VALUES: Readonly<
  Record<FieldType, { words: string; fits: (value: unknown, options: readonly string[]) => boolean }>
> = {
  days: { words: 'a whole number of days', fits: Number.isSafeInteger },
  count: {
    words: 'a whole number from 0',
    fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  number: { words: 'a number', fits: Number.isFinite },
  money: { words: "a whole number of minor units of the account's currency", fits: Number.isSafeInteger },
  date: { words: 'a date that exists, as YYYY-MM-DD', fits: isDate },
  text: { words: `a text of at most ${MAX_TEXT} characters`, fits: isText },
  choice: {
    words: 'one of its options',
    fits: (value, options) => typeof value === 'string' && options.includes(value),
  },
  list: { words: 'a list of texts', fits: (value) => Array.isArray(value) && value.every(isText) },
  boolean: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

/**
 * What is wrong with the values an event came with (S18): fields that its payload does not have and values of another
 * type, amounts in minor units. What is absent or null is not set.
 */
export function payloadFaults(
  declared: EventPayload,
  payload: Readonly<Record<string, unknown>>,
): PayloadFault[] {
  return Object.entries(payload).flatMap(([field, value]): PayloadFault[] => {
    const definition = Object.hasOwn(declared, field) ? declared[field] : undefined;
    if (!definition)
      return [
        {
          field,
          code: 'unknownField',
          message: `The event has no field “${field}”. Declare it first, or leave it out.`,
        },
      ];
    const { words, fits } = VALUES[definition.type];
    if (value === null || fits(value, definition.options ?? [])) return [];
    const options = definition.options ? `: ${definition.options.join(', ')}` : '';
    return [{ field, code: 'wrongType', message: `“${field}” must be ${words}${options}.` }];
  });
}

/** The fields `event.<name>` of an event, each once, null where it came without. */
export function eventFacts(
  declared: EventPayload,
  payload: Readonly<Record<string, unknown>>,
): Record<string, FactValue> {
  return Object.fromEntries(
    Object.keys(declared).map((field) => [`event.${field}`, (payload[field] ?? null) as FactValue]),
  );
}
