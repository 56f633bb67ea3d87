import type { BillingEntity } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { ImportRow, Rejection } from './columns/build-row.js';
import { fileColumnOf, type ColumnPlan } from './columns/column-plan.js';
import type { ImportKey } from './import-store.js';
import { statementOf, type Statement } from './statement-of.js';

interface Stated {
  row: ImportRow;
  statement: Statement;
}

/** Keeps the first line of the file about each thing; the later ones are rejected, whatever they say. */
export async function rejectDuplicates(
  manager: EntityManager,
  key: ImportKey,
  { rows, plan }: { rows: readonly ImportRow[]; plan: ColumnPlan },
): Promise<{ rows: ImportRow[]; rejections: Rejection[] }> {
  const stated = rows.map((row) => ({ row, statement: statementOf<BillingEntity>(plan.entity, row.input) }));
  const firstLines = await rememberStatements(manager, key, stated);
  const kept: ImportRow[] = [];
  const rejections: Rejection[] = [];
  for (const { row, statement } of stated) {
    const first = firstLines.get(statement.digest.toString('hex'));
    if (first === undefined || first === row.line) kept.push(row);
    else rejections.push(duplicate(row, statement, { first, plan }));
  }
  return { rows: kept, rejections };
}

/** The line on which each statement stands first, by digest. */
async function rememberStatements(
  manager: EntityManager,
  { workspaceId, importId }: ImportKey,
  stated: readonly Stated[],
): Promise<Map<string, number>> {
  const firstLines = new Map<string, number>();
  const digests = new Map<string, Buffer>();
  for (const { row, statement } of stated) {
    const hex = statement.digest.toString('hex');
    if (!firstLines.has(hex)) firstLines.set(hex, row.line);
    digests.set(hex, statement.digest);
  }
  if (digests.size === 0) return firstLines;
  const parameters = [workspaceId, importId, [...digests.values()]];
  const earlier = await manager.query<{ digest: Buffer; line: number }[]>(
    `select digest, line from import_statements
     where workspace_id = $1 and import_id = $2 and digest = any($3::bytea[])`,
    parameters,
  );
  await manager.query(
    `insert into import_statements (workspace_id, import_id, digest, line)
     select $1, $2, * from unnest($3::bytea[], $4::integer[]) on conflict do nothing`,
    [...parameters, [...firstLines.values()]],
  );
  for (const { digest, line } of earlier) firstLines.set(digest.toString('hex'), line);
  return firstLines;
}

function duplicate(
  { line, raw }: ImportRow,
  { field, key }: Statement,
  { first, plan }: { first: number; plan: ColumnPlan },
): Rejection {
  const column = fileColumnOf(plan, field);
  return { line, raw, column, reason: `${field} ${key} stands on line ${first} already.` };
}
