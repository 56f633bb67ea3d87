import type { ClientBase } from 'pg';

/** A table with the columns that hold what was written to it. */
export interface BackupTable {
  name: string;
  columns: string[];
}

/** Kept by whoever migrates, not by a backup. */
const OWN_TABLES = ['migrations'];

/** Every table, each behind those its rows refer to, so that they can be filled in this order. */
export async function tablesInOrder(client: ClientBase): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     group by c.relname
     order by c.relname`,
    [OWN_TABLES],
  );
  const { rows: references } = await client.query<{ table: string; needs: string }>(
    `select distinct t.relname as table, needed.relname as needs
     from pg_constraint k
     join pg_class t on t.oid = k.conrelid
     join pg_class needed on needed.oid = k.confrelid
     where k.contype = 'f' and t.relnamespace = 'public'::regnamespace and t.oid <> needed.oid
       and not t.relispartition and not needed.relispartition`,
  );
  return inOrder(tables, references);
}

/** Puts tables behind those they need; refuses references that go in a circle. */
export function inOrder<T extends { name: string }>(
  tables: readonly T[],
  references: readonly { table: string; needs: string }[],
): T[] {
  const ordered: T[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter(
      ({ name }) => !references.some(({ table, needs }) => table === name && waiting.has(needs)),
    );
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${[...waiting].join(', ')}.`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table with its columns, as COPY takes it. */
export const withColumns = ({ name, columns }: BackupTable): string =>
  `${quoted(name)} (${columns.map(quoted).join(', ')})`;
