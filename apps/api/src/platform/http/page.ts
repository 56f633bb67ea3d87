import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { invalidRequest } from './app-error.js';
import { isStorable, Text, WholeNumber } from './fields.js';

/** Where a list goes on. */
export class PageQuery {
  @WholeNumber({ description: 'How many items at most.', optional: true, inQuery: true, min: 1, max: 200 })
  limit: number = 50;

  @Text({ description: '`nextCursor` of the page before.', optional: true, maxLength: 2000 })
  cursor?: string;
}

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The sort key of a page's last item. */
export type CursorKey = readonly (string | number)[];

/**
 * Reads the query's cursor as a key of `parts` values; undefined on the first page. Refuses one that we cannot have
 * given out: of another shape, or with values that do not fit.
 */
export function readCursor(
  { cursor }: PageQuery,
  parts: number,
  fits: (...key: CursorKey) => boolean = () => true,
): CursorKey | undefined {
  if (cursor === undefined) return undefined;
  const key = decode(cursor);
  if (Array.isArray(key) && key.length === parts && key.every(isKeyPart) && fits(...key)) return key;
  throw invalidRequest([
    {
      path: 'cursor',
      code: 'cursor',
      message: 'cursor must be the nextCursor of the page before, unchanged.',
    },
  ]);
}

/** Reads the cursor of a list that is sorted by id. */
export function readIdCursor(query: PageQuery): string | undefined {
  return readCursor(query, 1, (id) => isUUID(id))?.[0] as string | undefined;
}

/**
 * Makes a page of rows that were asked for with `limit + 1`: the row too many tells that there is more and
 * is left out. `keyOf` gives the values the rows are sorted by.
 */
export function toPage<T>(rows: readonly T[], { limit }: PageQuery, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encode(keyOf(last)) : null };
}

/** Describes an answer that is a page of `type`. */
export function ApiPageOf(type: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(type),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(type) } },
          // OpenAPI 3.1 spells "may be null" as a second type; the library's types still know 3.0 only.
          nextCursor: { type: ['string', 'null'] as unknown as string },
        },
      },
    }),
  );
}

function encode(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' ? isStorable(value) : typeof value === 'number';
}
