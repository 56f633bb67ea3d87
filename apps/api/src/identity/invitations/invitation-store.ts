import type { Role } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

export interface StoredInvitation {
  workspaceId: string;
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

const INVITATION = `workspace_id as "workspaceId", invitation_id as id, email, role, invited_by as "invitedBy",
  created_at as "createdAt", expires_at as "expiresAt"`;

/** Keeps an invitation in place of a former one of the same address, whose link ends. */
export async function saveInvitation(
  manager: EntityManager,
  invitation: StoredInvitation,
  tokenHash: Buffer,
): Promise<void> {
  await manager.query(
    `insert into invitations
       (workspace_id, invitation_id, email, role, token_hash, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, email) do update set invitation_id = excluded.invitation_id, role = excluded.role,
       token_hash = excluded.token_hash, invited_by = excluded.invited_by, created_at = excluded.created_at,
       expires_at = excluded.expires_at`,
    [
      invitation.workspaceId,
      invitation.id,
      invitation.email,
      invitation.role,
      tokenHash,
      invitation.invitedBy,
      invitation.createdAt,
      invitation.expiresAt,
    ],
  );
}

/** Those that can still be accepted, the newest first; ids rise with time. */
export async function listInvitations(
  database: Database,
  workspaceId: string,
  { before, limit, now }: { before: string | undefined; limit: number; now: Date },
): Promise<StoredInvitation[]> {
  return database.query<StoredInvitation[]>(
    `select ${INVITATION} from invitations
     where workspace_id = $1 and expires_at > $2 and ($3::uuid is null or invitation_id < $3)
     order by invitation_id desc limit $4`,
    [workspaceId, now, before ?? null, limit],
  );
}

/** Takes an invitation back; undefined where there is none. */
export async function deleteInvitation(
  manager: EntityManager,
  workspaceId: string,
  invitationId: string,
): Promise<StoredInvitation | undefined> {
  const [rows] = await manager.query<[StoredInvitation[], number]>(
    `delete from invitations where workspace_id = $1 and invitation_id = $2 returning ${INVITATION}`,
    [workspaceId, invitationId],
  );
  return rows[0];
}

/** The invitation of a link, with the name of the workspace it leads to, unless it is over. */
export async function findInvitation(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<(StoredInvitation & { workspace: string }) | undefined> {
  const rows = await database.query<(StoredInvitation & { workspace: string })[]>(
    `select i.*, w.name as workspace
     from (select ${INVITATION} from invitations where token_hash = $1 and expires_at > $2) i
     join workspaces w on w.workspace_id = i."workspaceId"`,
    [tokenHash, now],
  );
  return rows[0];
}

/** Uses a link up, once: undefined where it was used meanwhile, withdrawn or replaced. */
export async function useInvitation(
  manager: EntityManager,
  tokenHash: Buffer,
): Promise<StoredInvitation | undefined> {
  const [rows] = await manager.query<[StoredInvitation[], number]>(
    `delete from invitations where token_hash = $1 returning ${INVITATION}`,
    [tokenHash],
  );
  return rows[0];
}
