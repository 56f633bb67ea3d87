import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { AppError } from './app-error.js';
import {
  CalendarDateField,
  Flag,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from './fields.js';
import { createValidationPipe } from './validation-pipe.js';

class Line {
  @WholeNumber({ description: 'What it costs.', min: 0 })
  amount: number;

  @InstantField({ description: 'When.', optional: true })
  at?: Date;
}

class Address {
  @Text({ description: 'The city.' })
  city: string;
}

class Order {
  @ListOf(() => Line, { description: 'The lines.', maxItems: 2 })
  lines: Line[];

  @Nested(() => Address, { description: 'Where to.', optional: true, nullable: true })
  address?: Address | null;

  @CalendarDateField({ description: 'Until when.', nullable: true })
  dueOn: string | null;

  @Texts({ description: 'Tags.', optional: true })
  tags?: string[];

  @OneOf({ description: 'How.', values: ['post', 'mail'], optional: true })
  by?: string;
}

class Query {
  @WholeNumber({ description: 'How many.', inQuery: true, optional: true, min: 1, max: 200 })
  limit: number = 50;

  @Flag({ description: 'Whether.', inQuery: true, optional: true })
  drain?: boolean;
}

async function check(metatype: Type, value: unknown, type: 'body' | 'query' = 'body'): Promise<unknown> {
  try {
    return await createValidationPipe().transform(value, { type, metatype });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.problems?.map(({ path, code }) => `${path}: ${code}`).sort();
  }
}

const good = { lines: [{ amount: 5 }], dueOn: '2024-02-29' };

describe('the fields of a body', () => {
  it.each<[object, string[]]>([
    [{ ...good, dueOn: undefined }, ['dueOn: calendarDate']],
    [{ ...good, dueOn: '2023-02-29' }, ['dueOn: calendarDate']],
    [{ ...good, dueOn: '0000-01-01' }, ['dueOn: calendarDate']],
    [{ ...good, lines: undefined }, ['lines: list']],
    [{ ...good, lines: { amount: 5 } }, ['lines: list']],
    [{ ...good, lines: [5] }, ['lines: list']],
    [{ ...good, lines: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] }, ['lines: list']],
    [
      { ...good, lines: [{ amount: 1 }, { amount: -1, colour: 'red' }] },
      ['lines[1].amount: wholeNumber', 'lines[1].colour: unknownProperty'],
    ],
    [{ ...good, lines: [{ amount: '5' }] }, ['lines[0].amount: wholeNumber']],
    [{ ...good, lines: [{ amount: 1.5 }] }, ['lines[0].amount: wholeNumber']],
    [{ ...good, lines: [{ amount: 1, at: '2024-01-01' }] }, ['lines[0].at: instant']],
    [{ ...good, address: {} }, ['address.city: text']],
    [{ ...good, address: 'Berlin' }, ['address: object']],
    [{ ...good, address: { city: 'a\0b' } }, ['address.city: text']],
    [{ ...good, address: { city: 'a\ud800b' } }, ['address.city: text']],
    [{ ...good, tags: ['\udc00'] }, ['tags: texts']],
    [{ ...good, tags: ['a', ''] }, ['tags: texts']],
    [{ ...good, by: 'pigeon' }, ['by: oneOf']],
    [{ ...good, by: null }, ['by: oneOf']],
  ])('refuse %j', async (body, problems) => {
    expect(await check(Order, body)).toEqual(problems);
  });

  it('are read as what they are', async () => {
    const at = '2024-01-01T00:00:00.123456+01:00';
    expect(await check(Order, { lines: [{ amount: 5, at }], dueOn: null, address: null })).toEqual({
      lines: [{ amount: 5, at: new Date('2023-12-31T23:00:00.123Z') }],
      dueOn: null,
      address: null,
    });
  });
});

describe('the fields of a query', () => {
  it.each<[object, unknown]>([
    [{}, { limit: 50 }],
    [
      { limit: '200', drain: 'true' },
      { limit: 200, drain: true },
    ],
    [{ drain: '' }, { limit: 50, drain: true }],
    [{ limit: '201' }, ['limit: wholeNumber']],
    [{ limit: '5x' }, ['limit: wholeNumber']],
    [{ drain: 'yes' }, ['drain: flag']],
    [{ page: '2' }, ['page: unknownProperty']],
  ])('%j', async (query, expected) => {
    expect(await check(Query, query, 'query')).toEqual(expected);
  });
});
