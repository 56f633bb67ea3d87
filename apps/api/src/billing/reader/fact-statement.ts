import { identifier, joinSql, render, sql, type SqlFragment, type SqlValue } from '@dunwell/engine';
import type { Subject } from '@dunwell/language';
import { details } from './account-joins.js';
import {
  joinsOf,
  momentSql,
  valueSql,
  type FactField,
  type FactSource,
  type FactSql,
  type Join,
  type MomentSql,
} from './fact-sql.js';
import type { Moment } from './moment.js';
import { SUBJECT_TABLES } from './subject-tables.js';

export interface FactQuery {
  workspaceId: string;
  subject: Subject;
  moment: Moment;
  /** Made by `factSource` for the same subject and moment. */
  source: FactSource;
  /** The values wanted. */
  fields: readonly FactField[];
  /** Who is read; without it everybody. */
  where?: Narrowing;
  /** These subjects only; each is read even if it does not exist at the moment, its facts then not being set. */
  subjectIds?: readonly string[];
  /** Subjects of these accounts only. */
  accountIds?: readonly string[];
  accountKeys?: readonly string[];
  /** Only accounts whose zone on the moment's date is this one (S21). */
  timeZone?: string;
  /** Subjects after this one, in the order of their ids. */
  after?: string;
  limit: number;
}

/** A condition in SQL, and the fields it was compiled from by way of the same source. */
export interface Narrowing {
  sql: SqlFragment;
  fields: readonly FactField[];
}

/**
 * One statement: who is to be read, and their facts, in one snapshot. Whoever `where` lets through is collected before
 * the order and the limit are applied; otherwise the planner would walk all subjects in that order, hoping to meet
 * enough of them soon, which takes longest exactly where few are let through.
 */
export function factStatement(query: FactQuery): { text: string; values: SqlValue[] } {
  const at = momentSql(query.moment);
  const table = SUBJECT_TABLES[query.subject];
  const episode = table.episode(at);
  const facts = requireFacts(query.source, query.fields);
  const joins = joinsOf([...facts, { joins: [episode.join, details(at)] }]);
  return render(sql`
    with candidates as ${materialized(query)} (${candidates(query, at)}),
    page as materialized (
      select subject_id from candidates order by subject_id limit ${query.limit}
    )
    select ${columns([
      sql`page.subject_id`,
      sql`account.account_id`,
      sql`account.key as account_key`,
      sql`${table.key} as subject_key`,
      sql`details.name`,
      sql`account.change_no`,
      sql`account.currency`,
      sql`${episode.columns.streakId} as streak_id`,
      sql`${episode.columns.strictSince} as strict_since`,
      sql`${episode.columns.termEndsOn} as term_ends_on`,
      sql`${episode.columns.expiresOn} as expires_on`,
      ...facts.map((fact, index) => sql`${valueSql(fact, at)} as ${identifier(factColumn(index))}`),
    ])}
    from page
    join ${table.from} on ${table.id} = page.subject_id and ${table.workspaceId} = ${query.workspaceId}::uuid
    ${joined(joins)}
    order by page.subject_id`);
}

/** The column of the n-th field's value. */
export const factColumn = (index: number): string => `fact_${index}`;

function candidates(query: FactQuery, at: MomentSql): SqlFragment {
  const { subject, where, source, subjectIds } = query;
  const table = SUBJECT_TABLES[subject];
  const existing = subjectIds ? null : (table.exists?.(at) ?? null);
  const facts = requireFacts(source, where?.fields ?? []);
  const joins = joinsOf([...facts, { joins: existing ? [existing.join] : [] }]);
  const conditions = [
    sql`${table.workspaceId} = ${query.workspaceId}::uuid`,
    ...narrowings(query, at),
    ...(existing ? [existing.where] : []),
    ...(where ? [sql`(${where.sql})`] : []),
  ];
  return sql`select ${table.id} as subject_id from ${table.from} ${joined(joins)}
      where ${joinSql(conditions, ' and ')}`;
}

function narrowings(query: FactQuery, { dateSql }: MomentSql): SqlFragment[] {
  const { id } = SUBJECT_TABLES[query.subject];
  const { after, subjectIds, accountIds, accountKeys, timeZone } = query;
  const given: (SqlFragment | undefined)[] = [
    after === undefined ? undefined : sql`${id} > ${after}::uuid`,
    subjectIds && sql`${id} = any(${subjectIds}::uuid[])`,
    accountIds && sql`account.account_id = any(${accountIds}::uuid[])`,
    accountKeys && sql`account.key = any(${accountKeys}::text[])`,
    timeZone === undefined ? undefined : isInZone(timeZone, dateSql),
  ];
  return given.filter((condition) => condition !== undefined);
}

function isInZone(timeZone: string, dateSql: SqlFragment): SqlFragment {
  return sql`exists (
      select from account_zones zone
      where zone.workspace_id = account.workspace_id and zone.account_id = account.account_id
        and zone.from_date <= ${dateSql} and zone.to_date > ${dateSql} and zone.time_zone = ${timeZone}
    )`;
}

/** Where nothing narrows, walking the subjects in order is right. */
function materialized({ where, subjectIds, accountIds, accountKeys }: FactQuery): SqlFragment {
  return where || subjectIds || accountIds || accountKeys ? sql`materialized` : sql`not materialized`;
}

function requireFacts(source: FactSource, fields: readonly FactField[]): FactSql[] {
  return fields.map(({ field, params }) => {
    const fact = source(field, params);
    if (!fact) throw new Error(`Nothing says where the fact ${field} is found.`);
    return fact;
  });
}

const columns = (expressions: readonly SqlFragment[]): SqlFragment => joinSql(expressions, ', ');

const joined = (joins: readonly Join[]): SqlFragment =>
  joins.length === 0
    ? sql``
    : joinSql(
        joins.map((join) => join.sql),
        ' ',
      );
