import type { BillingEntity, Import, ImportRejection, ImportStatus } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { Rejection } from './columns/build-row.js';

/** Which import a statement is about. */
export interface ImportKey {
  workspaceId: string;
  importId: string;
}

type Database = Pick<EntityManager | DataSource, 'query'>;

/** What is known of an import when it begins. */
export interface BegunImport {
  entity: BillingEntity;
  fileName: string | null;
  ignoredColumns: string[];
  /** Machine time. */
  now: Date;
  /** Business now. */
  beganAt: Date;
}

export async function insertImport(
  database: Database,
  { workspaceId, importId }: ImportKey,
  { entity, fileName, ignoredColumns, now, beganAt }: BegunImport,
): Promise<void> {
  await database.query(
    `insert into imports (workspace_id, import_id, entity, file_name, status, ignored_columns, started_at, alive_at,
       began_at)
     values ($1, $2, $3, $4, 'running', $5, $6, $6, $7)`,
    [workspaceId, importId, entity, fileName, ignoredColumns, now, beganAt],
  );
  await announce(database, workspaceId, 'imports');
}

/** What a committed batch adds. */
export interface Progress {
  linesRead: number;
  accepted: number;
  rejected: number;
  ignoredColumns: string[];
  now: Date;
}

export async function saveProgress(
  database: Database,
  { workspaceId, importId }: ImportKey,
  { linesRead, accepted, rejected, ignoredColumns, now }: Progress,
): Promise<void> {
  await database.query(
    `update imports set lines_read = $3, accepted = accepted + $4, rejected = rejected + $5,
       ignored_columns = $6, alive_at = $7
     where workspace_id = $1 and import_id = $2`,
    [workspaceId, importId, linesRead, accepted, rejected, ignoredColumns, now],
  );
  await announce(database, workspaceId, 'imports');
}

export async function saveRejections(
  database: Database,
  { workspaceId, importId }: ImportKey,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  await database.query(
    `insert into import_rejections (workspace_id, import_id, line, column_name, reason, raw)
     select $1, $2, * from unnest($3::integer[], $4::text[], $5::text[], $6::text[])`,
    [
      workspaceId,
      importId,
      rejections.map(({ line }) => line),
      rejections.map(({ column }) => column),
      rejections.map(({ reason }) => reason),
      rejections.map(({ raw }) => raw),
    ],
  );
}

/** Says that the import is still under way, while it does something that commits nothing. */
export async function saveSignOfLife(
  database: Database,
  { workspaceId, importId }: ImportKey,
  now: Date,
): Promise<void> {
  await database.query(`update imports set alive_at = $3 where workspace_id = $1 and import_id = $2`, [
    workspaceId,
    importId,
    now,
  ]);
}

/** Ends an import, well or with the reason why not. */
export async function endImport(
  database: Database,
  { workspaceId, importId }: ImportKey,
  { failure, now }: { failure: string | null; now: Date },
): Promise<void> {
  await database.query(
    `with ended as (
       update imports set status = $3, failure = $4, finished_at = $5
       where workspace_id = $1 and import_id = $2 and status = 'running'
       returning import_id
     )
     delete from import_statements using ended
     where import_statements.workspace_id = $1 and import_statements.import_id = ended.import_id`,
    [workspaceId, importId, failure === null ? 'finished' : 'failed', failure, now],
  );
  await announce(database, workspaceId, 'imports');
}

/** Fails what a killed process left behind. */
export async function endAbandonedImports(
  database: Database,
  { aliveBefore, now }: { aliveBefore: Date; now: Date },
): Promise<void> {
  await database.query(
    `with ended as (
       update imports set status = 'failed', finished_at = $2,
         failure = format('The server stopped while it ran; %s rows are in. Send the file again.', accepted)
       where status = 'running' and alive_at < $1
       returning workspace_id, import_id
     )
     delete from import_statements using ended
     where import_statements.workspace_id = ended.workspace_id
       and import_statements.import_id = ended.import_id`,
    [aliveBefore, now],
  );
}

interface ImportRow {
  import_id: string;
  entity: BillingEntity;
  file_name: string | null;
  status: ImportStatus;
  lines_read: number;
  accepted: number;
  rejected: number;
  created: number;
  changed: number;
  ignored_columns: string[];
  failure: string | null;
  started_at: Date;
  finished_at: Date | null;
  undone_at: Date | null;
  undone_by: string | null;
}

export async function findImport(
  database: Database,
  { workspaceId, importId }: ImportKey,
): Promise<Import | undefined> {
  const rows = await database.query<ImportRow[]>(
    `select * from imports where workspace_id = $1 and import_id = $2`,
    [workspaceId, importId],
  );
  return rows.map(toImport)[0];
}

/** Newest first; ids rise with time. */
export async function listImports(
  database: Database,
  workspaceId: string,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<Import[]> {
  const rows = await database.query<ImportRow[]>(
    `select * from imports where workspace_id = $1 and ($2::uuid is null or import_id < $2)
     order by import_id desc limit $3`,
    [workspaceId, before ?? null, limit],
  );
  return rows.map(toImport);
}

/** Rejected lines in order, those behind a line. */
export async function listRejections(
  database: Database,
  { workspaceId, importId }: ImportKey,
  { after, limit }: { after: number; limit: number },
): Promise<ImportRejection[]> {
  return database.query<ImportRejection[]>(
    `select line, column_name as "column", reason, raw from import_rejections
     where workspace_id = $1 and import_id = $2 and line > $3 order by line limit $4`,
    [workspaceId, importId, after, limit],
  );
}

function toImport(row: ImportRow): Import {
  return {
    id: row.import_id,
    entity: row.entity,
    fileName: row.file_name,
    status: row.status,
    linesRead: row.lines_read,
    accepted: row.accepted,
    rejected: row.rejected,
    created: row.created,
    changed: row.changed,
    ignoredColumns: row.ignored_columns,
    failure: row.failure,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    undone: undoneOf(row),
  };
}

function undoneOf({ undone_at, undone_by }: ImportRow): Import['undone'] {
  return undone_at === null || undone_by === null ? null : { at: undone_at.toISOString(), by: undone_by };
}
