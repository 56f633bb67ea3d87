import type { AuditAction, AuditSubject } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import type { Author } from './author.js';

type Values = Readonly<Record<string, unknown>>;

/** One change of one thing. Only what a log may hold: no secret, no body of a message. */
export interface AuditedChange {
  action: AuditAction;
  /** The caller's own key where there is one (an account), else our id. */
  subject: { kind: AuditSubject; key: string };
  /** What was; absent of what is new. */
  before?: Values;
  /** What is; absent of what is gone. */
  after?: Values;
}

/** Who made changes, where and when. */
export interface Authorship extends Author {
  /** Machine time. */
  at: Date;
  /** Business now. */
  businessAt: Date;
}

/** Writes into the audit log what a transaction changes, in that transaction, so that both hold or neither. */
export async function recordAudit(
  manager: EntityManager,
  { workspaceId, actor, requestId, at, businessAt }: Authorship,
  changes: readonly AuditedChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await manager.query(
    `insert into audit_entries (workspace_id, at, business_at, actor_kind, actor_id, actor_name, request_id,
       entry_id, action, subject_kind, subject_key, before, after)
     select $1, $2, $3, $4, $5, $6, $7, * from
       unnest($8::uuid[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::jsonb[])`,
    [
      workspaceId,
      at,
      businessAt,
      actor.kind,
      actor.id,
      actor.name,
      requestId,
      changes.map(newId),
      changes.map(({ action }) => action),
      changes.map(({ subject }) => subject.kind),
      changes.map(({ subject }) => subject.key),
      changes.map(({ before }) => jsonOrNull(before)),
      changes.map(({ after }) => jsonOrNull(after)),
    ],
  );
}

const jsonOrNull = (values: Values | undefined): string | null =>
  values === undefined ? null : JSON.stringify(values);
