import type { AuditEntry } from '@dunwell/contract';
import type { DataSource } from 'typeorm';

export interface AuditQuery {
  actorId: string | undefined;
  action: string | undefined;
  subject: string | undefined;
  key: string | undefined;
  from: Date | undefined;
  to: Date | undefined;
  search: string | undefined;
  before: string | undefined;
  limit: number;
}

interface AuditRow extends Omit<AuditEntry, 'at' | 'businessAt' | 'actor' | 'subject'> {
  at: Date;
  businessAt: Date;
  actorKind: AuditEntry['actor']['kind'];
  actorId: string | null;
  actorName: string;
  subjectKind: AuditEntry['subject']['kind'];
  subjectKey: string;
}

/** Entries, the newest first; ids rise with machine time. Words are looked for where people would see them. */
export async function listAudit(
  database: Pick<DataSource, 'query'>,
  workspaceId: string,
  { actorId, action, subject, key, from, to, search, before, limit }: AuditQuery,
): Promise<AuditEntry[]> {
  const rows = await database.query<AuditRow[]>(
    `select entry_id as id, at, business_at as "businessAt", actor_kind as "actorKind", actor_id as "actorId",
       actor_name as "actorName", action, subject_kind as "subjectKind", subject_key as "subjectKey", before, after,
       request_id as "requestId"
     from audit_entries
     where workspace_id = $1
       and ($2::uuid is null or actor_id = $2)
       and ($3::text is null or action = $3)
       and ($4::text is null or subject_kind = $4)
       and ($5::text is null or subject_key = $5)
       and ($6::timestamptz is null or at >= $6)
       and ($7::timestamptz is null or at < $7)
       and ($8::text is null or concat_ws(' ', actor_name, action, subject_key, before, after) ilike $8)
       and ($9::uuid is null or entry_id < $9)
     order by entry_id desc limit $10`,
    [
      workspaceId,
      actorId ?? null,
      action ?? null,
      subject ?? null,
      key ?? null,
      from ?? null,
      to ?? null,
      search === undefined ? null : containing(search),
      before ?? null,
      limit,
    ],
  );
  return rows.map(toEntry);
}

/** What the caller types is text, not a pattern. */
const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    businessAt: row.businessAt.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    subject: { kind: row.subjectKind, key: row.subjectKey },
    before: row.before,
    after: row.after,
    requestId: row.requestId,
  };
}
