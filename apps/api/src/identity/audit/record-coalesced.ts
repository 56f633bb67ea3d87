import type { EntityManager } from 'typeorm';
import { recordAudit, type AuditedChange, type Authorship } from './record-audit.js';

/** Changes that follow one another within this time are told as one, in milliseconds of machine time. */
const TOGETHER = 10 * 60_000;

/**
 * Records a change that people make in many small steps, such as saving a draft: while nobody did anything else to the
 * subject, the entry of the first step tells how it is after the last.
 */
export async function recordCoalesced(
  manager: EntityManager,
  authorship: Authorship,
  change: AuditedChange,
): Promise<void> {
  const { workspaceId, actor, at } = authorship;
  const { action, subject, after } = change;
  const [latest] = await manager.query<{ id: string; action: string; actorId: string | null; at: Date }[]>(
    `select entry_id as id, action, actor_id as "actorId", at from audit_entries
     where workspace_id = $1 and subject_kind = $2 and subject_key = $3 order by entry_id desc limit 1`,
    [workspaceId, subject.kind, subject.key],
  );
  const goesOn =
    latest?.action === action && latest.actorId === actor.id && at.getTime() - latest.at.getTime() < TOGETHER;
  if (!goesOn) {
    await recordAudit(manager, authorship, [change]);
    return;
  }
  await manager.query('update audit_entries set after = $3 where workspace_id = $1 and entry_id = $2', [
    workspaceId,
    latest.id,
    JSON.stringify(after),
  ]);
}
