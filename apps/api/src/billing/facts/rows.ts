import type { EntityManager } from 'typeorm';

export type ColumnType =
  'uuid' | 'text' | 'jsonb' | 'bigint' | 'integer' | 'boolean' | 'timestamptz' | 'date' | 'double precision';

/** A column's value: instants are epoch milliseconds (±Infinity: always), dates YYYY-MM-DD or ±infinity. */
export type ColumnValue = string | number | boolean | null;

/** A table of the workspace's: its columns beside workspace_id, by their names in code. */
export interface RowTable<Column extends string> {
  name: string;
  columns: Readonly<Record<Column, ColumnType>>;
}

export type Row<Column extends string> = Readonly<Record<Column, ColumnValue>>;

/** A row of the table, for code that makes some. */
export type RowOf<Table> = Table extends RowTable<infer Column> ? Row<Column> : never;

/** Writes any number of rows with one statement (an array per column; parameters are limited to 65 535). */
export async function insertRows<Column extends string>(
  manager: EntityManager,
  table: RowTable<Column>,
  workspaceId: string,
  rows: readonly Row<Column>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(table);
  const names = columns.map(([name]) => snakeCase(name)).join(', ');
  await manager.query(
    `insert into ${table.name} (workspace_id, ${names}) select $1, * from unnest(${arrays(columns)})`,
    [workspaceId, ...columns.map(([name, type]) => arrayOf(type, rows, name))],
  );
}

/** Rewrites rows, found by one column of the table, with one statement; all other columns are set. */
export async function updateRows<Column extends string>(
  manager: EntityManager,
  table: RowTable<Column>,
  workspaceId: string,
  { by, rows }: { by: NoInfer<Column>; rows: readonly Row<Column>[] },
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(table);
  const names = columns.map(([name]) => snakeCase(name));
  const key = snakeCase(by);
  const assignments = names.filter((name) => name !== key).map((name) => `${name} = new.${name}`);
  await manager.query(
    `update ${table.name} as old set ${assignments.join(', ')}
     from unnest(${arrays(columns)}) as new(${names.join(', ')})
     where old.workspace_id = $1 and old.${key} = new.${key}`,
    [workspaceId, ...columns.map(([name, type]) => arrayOf(type, rows, name))],
  );
}

/** Removes all rows that have one of the ids in a column. */
export async function deleteRows<Column extends string>(
  manager: EntityManager,
  table: RowTable<Column>,
  workspaceId: string,
  { by, ids }: { by: NoInfer<Column>; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    `delete from ${table.name} where workspace_id = $1 and ${snakeCase(by)} = any($2::uuid[])`,
    [workspaceId, ids],
  );
}

/** An instant as PostgreSQL reads it. */
export function instantText(at: number): string {
  if (at === Infinity) return 'infinity';
  return at === -Infinity ? '-infinity' : new Date(at).toISOString();
}

/** An instant as the driver returns it: a Date, or ±Infinity. */
export type StoredInstant = Date | number;

function columnsOf<Column extends string>(table: RowTable<Column>): [Column, ColumnType][] {
  return Object.entries(table.columns) as [Column, ColumnType][];
}

function arrays(columns: readonly (readonly [string, ColumnType])[]): string {
  return columns.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ');
}

/** Only text and JSON need the driver's quoting; for all else the array literal is written at once, which is faster. */
function arrayOf<Column extends string>(
  type: ColumnType,
  rows: readonly Row<Column>[],
  column: Column,
): unknown {
  if (type === 'text' || type === 'jsonb') return rows.map((row) => row[column]);
  const write = type === 'timestamptz' ? instantWriter() : String;
  const elements = rows.map((row) => {
    const value = row[column];
    return value === null ? 'NULL' : write(value);
  });
  return `{${elements.join(',')}}`;
}

/** Rows written together share few instants, midnights above all, and making text of one is dear. */
function instantWriter(): (value: ColumnValue) => string {
  const known = new Map<ColumnValue, string>();
  return (value) => {
    const text = known.get(value) ?? instantText(Number(value));
    known.set(value, text);
    return text;
  };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
