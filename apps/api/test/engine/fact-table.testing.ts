import {
  addDays,
  type FactRow,
  type FieldSource,
  joinSql,
  render,
  sql,
  type SqlFragment,
} from '@dunwell/engine';
import type { DataSource } from 'typeorm';

/** The evaluation's date; day counts are stored as dates around it. */
export const DATE = '2026-03-29';

/** Where each test field is stored; the three day counts as the date they count from or to. */
export const factSource: FieldSource = (field) => {
  switch (field) {
    case 'test.daysSince':
      return { kind: 'daysSince', on: sql`f.since_on`, plus: 0 };
    case 'test.streakDay':
      return { kind: 'daysSince', on: sql`f.opened_on`, plus: 1 };
    case 'test.daysUntil':
      return { kind: 'daysUntil', on: sql`f.until_on` };
    case 'test.list':
      return { kind: 'list', sql: sql`f.list` };
    default:
      return COLUMNS[field] ? { kind: 'value', sql: COLUMNS[field] } : null;
  }
};

const COLUMNS: Readonly<Record<string, SqlFragment>> = {
  'test.days': sql`f.days`,
  'test.count': sql`f.count`,
  'test.number': sql`f.number`,
  'test.exactNumber': sql`f.exact_number`,
  'test.money': sql`f.money`,
  'test.date': sql`f.date`,
  'test.text': sql`f.text`,
  'test.choice': sql`f.choice`,
  'test.boolean': sql`f.boolean`,
};

/** Facts of many accounts in one table, to run conditions over as the product does. */
export async function createFactTable(dataSource: DataSource): Promise<void> {
  await dataSource.query(`
    create table facts (
      id integer not null, block integer not null, currency text not null,
      days integer, since_on date, opened_on date, until_on date, count bigint,
      number double precision, exact_number numeric, money bigint, date date,
      text text, choice text, list text[], boolean boolean,
      primary key (block, id)
    )`);
}

export interface StoredFacts {
  id: number;
  block: number;
  currency: string;
  row: FactRow;
}

/** A value the row does not have is stored as null. */
export async function insertFacts(dataSource: DataSource, facts: readonly StoredFacts[]): Promise<void> {
  const records = facts.map(({ id, block, currency, row }) => ({
    id,
    block,
    currency,
    days: row['test.days'],
    since_on: dateAt(row['test.daysSince'], (count) => -count),
    opened_on: dateAt(row['test.streakDay'], (count) => 1 - count),
    until_on: dateAt(row['test.daysUntil'], (count) => count),
    count: row['test.count'],
    number: row['test.number'],
    exact_number: row['test.exactNumber'],
    money: row['test.money'],
    date: row['test.date'],
    text: row['test.text'],
    choice: row['test.choice'],
    list: row['test.list'],
    boolean: row['test.boolean'],
  }));
  await dataSource.query('insert into facts select * from jsonb_populate_recordset(null::facts, $1::jsonb)', [
    JSON.stringify(records),
  ]);
}

/** For each of the conditions, the ids in one block for which SQL lets it pass. */
export async function idsWhere(
  dataSource: DataSource,
  block: number,
  conditions: readonly SqlFragment[],
): Promise<number[][]> {
  const passing = conditions.map(
    (where, at) => sql`select ${at}::integer as at, f.id from facts f where f.block = ${block} and ${where}`,
  );
  const { text, values } = render(sql`${joinSql(passing, ' union all ')} order by at, id`);
  const rows: { at: number; id: number }[] = await dataSource.query(text, values);
  return conditions.map((_, at) => rows.filter((row) => row.at === at).map(({ id }) => id));
}

/** The date, so many days from the evaluation's, at which a day count is what the row says. */
function dateAt(count: FactRow[string] | undefined, offset: (count: number) => number): string | null {
  return typeof count === 'number' ? addDays(DATE, offset(count)) : null;
}
