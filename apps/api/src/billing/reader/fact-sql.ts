import { sql, type FieldSql, type SqlFragment } from '@dunwell/engine';
import type { Comparison, FieldId } from '@dunwell/language';
import type { Moment } from './moment.js';

/** One more table in the statement; a name stands for one text, so fields that share a join get it once. */
export interface Join {
  name: string;
  sql: SqlFragment;
}

/** Where a field's value is found, and the joins without which it cannot be. */
export type FactSql = FieldSql & { joins: readonly Join[] };

export type FieldParams = Comparison['params'];

/**
 * Says where every field is found at one moment; null for a field it does not know. It is a `FieldSource`, so the
 * condition that narrows and the values that come back are read from the same expressions (S20).
 */
export type FactSource = (field: FieldId, params: FieldParams) => FactSql | null;

/** One field as a document asks for it. */
export interface FactField {
  field: FieldId;
  params?: FieldParams;
}

/** The SQL of one field at a moment. */
export type FactAt = (moment: MomentSql, params: FieldParams) => FactSql;

/** A moment together with its values as typed parameters. */
export interface MomentSql extends Moment {
  atSql: SqlFragment;
  dateSql: SqlFragment;
}

/** Facts that the instant alone decides. */
export type InstantSql = Pick<MomentSql, 'atSql'>;

export function momentSql(moment: Moment): MomentSql {
  return { ...moment, atSql: instantSql(moment.at), dateSql: sql`${moment.date}::date` };
}

export function instantSql(at: number): SqlFragment {
  return sql`${new Date(at).toISOString()}::timestamptz`;
}

export function value(expression: SqlFragment, ...joins: readonly Join[]): FactSql {
  return { kind: 'value', sql: expression, joins };
}

export function list(expression: SqlFragment, ...joins: readonly Join[]): FactSql {
  return { kind: 'list', sql: expression, joins };
}

export function daysUntil(on: SqlFragment, ...joins: readonly Join[]): FactSql {
  return { kind: 'daysUntil', on, joins };
}

export function daysSince(on: SqlFragment, plus: number, ...joins: readonly Join[]): FactSql {
  return { kind: 'daysSince', on, plus, joins };
}

/** Day counts whose day 1 is `on` itself (S4). */
export function streakDays(on: SqlFragment, ...joins: readonly Join[]): FactSql {
  return daysSince(on, 1, ...joins);
}

/** The joins that facts need, each once, in the order of their first use. */
export function joinsOf(facts: readonly { joins: readonly Join[] }[]): Join[] {
  const byName = new Map(facts.flatMap(({ joins }) => joins).map((join) => [join.name, join]));
  return [...byName.values()];
}

/** The value of a fact as an expression; a day count becomes the number of days on the moment's date. */
export function valueSql(fact: FactSql, { dateSql }: MomentSql): SqlFragment {
  switch (fact.kind) {
    case 'value':
    case 'list':
      return fact.sql;
    case 'daysSince':
      return sql`(${dateSql} - ${fact.on} + ${fact.plus}::integer)`;
    case 'daysUntil':
      return sql`(${fact.on} - ${dateSql})`;
  }
}
