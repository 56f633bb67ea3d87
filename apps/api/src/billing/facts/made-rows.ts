import type { EntityManager } from 'typeorm';
import { insertRows, type Row, type RowTable } from './rows.js';

/** Who writes: the workspace, and the import that does, where one does. */
export interface Writing {
  workspaceId: string;
  importId?: string | undefined;
}

/** How many things a write made, and how many that were there before it changed. */
export interface Made {
  created: number;
  changed: number;
}

/** Writes new rows of a table that remembers which import made each. */
export async function insertMade<Column extends string>(
  manager: EntityManager,
  table: RowTable<Column>,
  { workspaceId, importId }: Writing,
  rows: readonly Row<Column>[],
): Promise<void> {
  const columns = { ...table.columns, importId: 'uuid' };
  await insertRows(
    manager,
    { name: table.name, columns },
    workspaceId,
    rows.map((row) => ({ ...row, importId: importId ?? null })),
  );
}

/**
 * Remembers of things that they are no longer as an import made them. Answers, for an import that writes, how many of
 * them were there before it.
 */
export async function noteChanged(
  manager: EntityManager,
  { workspaceId, importId }: Writing,
  { table, id, ids }: { table: string; id: string; ids: readonly string[] },
): Promise<number> {
  if (ids.length === 0) return 0;
  const parameters = [workspaceId, ids, importId ?? null];
  await manager.query(
    `update ${table} set changed_since_import = true
     where workspace_id = $1 and ${id} = any($2::uuid[]) and import_id <> coalesce($3::uuid, '${NOBODY}')
       and not changed_since_import`,
    parameters,
  );
  if (importId === undefined) return 0;
  const [others] = await manager.query<{ count: number }[]>(
    `select count(*)::integer as count from ${table}
     where workspace_id = $1 and ${id} = any($2::uuid[]) and import_id is distinct from $3`,
    parameters,
  );
  return others?.count ?? 0;
}

/** No import has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
