import type { EntityManager } from 'typeorm';

interface Table {
  name: string;
  /** The tables its rows refer to. */
  refersTo: string[];
}

/** Deletes every row of a workspace, wherever it is: the catalogue tells, so that no table is forgotten. */
export async function eraseWorkspace(manager: EntityManager, workspaceId: string): Promise<void> {
  for (const name of inOrderOfDeletion(await manager.query<Table[]>(TABLES))) {
    await manager.query(`delete from "${name}" where workspace_id = $1`, [workspaceId]);
  }
}

const TABLES = `
  select t.relname as name, array(
    select distinct target.relname::text from pg_constraint k join pg_class target on target.oid = k.confrelid
    where k.contype = 'f' and k.conrelid = t.oid and k.confrelid <> t.oid
  ) as "refersTo"
  from pg_class t
  join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id'
  where t.relkind in ('r', 'p') and not t.relispartition and t.relnamespace = 'public'::regnamespace
  order by 1`;

/** Those first to which nothing refers any more. */
function inOrderOfDeletion(tables: readonly Table[]): string[] {
  const order: string[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const referredTo = new Set(left.flatMap(({ refersTo }) => refersTo));
    const free = left.filter(({ name }) => !referredTo.has(name));
    if (free.length === 0) throw new Error('Tables refer to each other in a circle.');
    order.push(...free.map(({ name }) => name));
    left = left.filter((table) => !free.includes(table));
  }
  return order;
}
