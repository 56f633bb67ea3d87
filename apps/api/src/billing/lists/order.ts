import { sql, type SqlFragment } from '@dunwell/engine';
import { isCalendarDate } from '../../platform/http/fields.js';
import { readCursor, type CursorKey, type PageQuery } from '../../platform/http/page.js';
import type { Join } from '../reader/fact-sql.js';

/** How a list is sorted: by a value, and between equal ones by the key, ascending. */
export interface Order {
  /** Its name, which its cursors carry: they fit no other order. */
  name: string;
  value: SqlFragment;
  type: 'text' | 'bigint' | 'date';
  direction: 'asc' | 'desc';
  key: SqlFragment;
  joins: readonly Join[];
}

/** A place in an order: the value and the key of the last row before it. */
export interface Place {
  value: string | number;
  key: string;
}

/** Comparable in the statement whatever the sort: rows without a value of their own come last. */
export const NEVER = 'infinity';

const TYPES: Readonly<Record<Order['type'], SqlFragment>> = {
  text: sql`text`,
  bigint: sql`bigint`,
  date: sql`date`,
};

const FITS: Readonly<Record<Order['type'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  bigint: (value) => Number.isSafeInteger(value),
  date: (value) => value === NEVER || isCalendarDate(value),
};

/** The order and, from the second page on, that rows lie behind a place. */
export function isBehind({ value, type, direction, key }: Order, place: Place): SqlFragment {
  const last = sql`${place.value}::${TYPES[type]}`;
  return direction === 'asc'
    ? sql`(${value}, ${key}) > (${last}, ${place.key})`
    : sql`(${value} < ${last} or (${value} = ${last} and ${key} > ${place.key}))`;
}

export function orderBy({ value, direction, key }: Pick<Order, 'value' | 'direction' | 'key'>): SqlFragment {
  return direction === 'asc' ? sql`${value}, ${key}` : sql`${value} desc, ${key}`;
}

/** The sort key of a row, as its cursor carries it. */
export function cursorOf({ name }: Pick<Order, 'name'>, { value, key }: Place): CursorKey {
  return [name, value, key];
}

/** Where a page begins; refuses a cursor that was given out for another order. */
export function placeIn({ name, type }: Pick<Order, 'name' | 'type'>, query: PageQuery): Place | undefined {
  const fits = (...[sort, value, key]: CursorKey): boolean =>
    sort === name && FITS[type](value) && typeof key === 'string';
  const cursor = readCursor(query, 3, fits);
  if (cursor === undefined) return undefined;
  const [, value = '', key] = cursor;
  return { value, key: String(key) };
}
