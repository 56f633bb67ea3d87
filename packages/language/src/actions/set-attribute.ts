import { z } from 'zod';
import { isDate } from '../calendar/dates.js';
import { content } from '../document/schema-parts.js';
import { ATTRIBUTE_NAME } from '../fields/catalogue.js';
import type { AttributeType } from '../fields/field.js';
import type { ActionSpecification } from './specification.js';

const HOLDS: Readonly<Record<AttributeType, { words: string; accepts: (value: unknown) => boolean }>> = {
  text: { words: 'a text', accepts: (value) => typeof value === 'string' },
  number: { words: 'a number', accepts: (value) => typeof value === 'number' },
  boolean: { words: 'yes or no', accepts: (value) => typeof value === 'boolean' },
  date: { words: 'a date, YYYY-MM-DD', accepts: isDate },
};

export const setAttribute: ActionSpecification<'setAttribute'> = {
  kind: 'setAttribute',
  label: 'Set an attribute',
  settings: z.strictObject({
    kind: z.literal('setAttribute'),
    name: z
      .string()
      .refine((name) => name !== '', content('missing', 'The attribute is missing. Choose one.'))
      .refine(
        (name) => name === '' || ATTRIBUTE_NAME.test(name),
        content(
          'invalidValue',
          'An attribute is named by a letter and then letters, digits or _, at most 64 in all.',
        ),
      ),
    value: z
      .union([z.string(), z.number(), z.boolean()], { error: 'Give a text, a number, or yes or no.' })
      .refine((value) => value !== '', content('missing', 'The value is missing. Fill it in.')),
  }),
  needs: [],
  texts: [],
  words: ({ name, value }) => ({ does: 'set', name: `${name} to ${valueWords(value)}` }),
  check: ({ name, value }, _scope, { attributes }) => {
    const type = Object.hasOwn(attributes.account, name) ? attributes.account[name] : undefined;
    if (!type || HOLDS[type].accepts(value)) return [];
    return [
      {
        code: 'invalidValue',
        severity: 'error',
        path: 'value',
        message: `The attribute ${name} holds ${HOLDS[type].words}. Give such a value.`,
      },
    ];
  },
};

const valueWords = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
