import type { Colleague, Role } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

/** Somebody with a role in a workspace. */
export interface StoredMember {
  id: string;
  email: string;
  name: string;
  role: Role;
  since: Date;
  lastSeenAt: Date | null;
}

const MEMBERS = `
  select p.person_id as id, p.email, p.name, m.role, m.since,
    (select max(s.last_seen_at) from sessions s where s.person_id = p.person_id) as "lastSeenAt"
  from memberships m
  join people p on p.person_id = m.person_id
  where m.workspace_id = $1`;

/** Members by name, behind a name and id. */
export async function listMembers(
  database: Database,
  workspaceId: string,
  { after, limit }: { after: { name: string; id: string } | undefined; limit: number },
): Promise<StoredMember[]> {
  return database.query<StoredMember[]>(
    `${MEMBERS} and ($2::text is null or (p.name, p.person_id) > ($2, $3::uuid))
     order by p.name, p.person_id limit $4`,
    [workspaceId, after?.name ?? null, after?.id ?? null, limit],
  );
}

export async function findMember(
  database: Database,
  workspaceId: string,
  personId: string,
): Promise<StoredMember | undefined> {
  const rows = await database.query<StoredMember[]>(`${MEMBERS} and m.person_id = $2`, [
    workspaceId,
    personId,
  ]);
  return rows[0];
}

/** Whether somebody with this address belongs to the workspace. */
export async function isMember(database: Database, workspaceId: string, email: string): Promise<boolean> {
  const rows = await database.query<unknown[]>(`${MEMBERS} and p.email = $2`, [workspaceId, email]);
  return rows.length > 0;
}

export async function listColleagues(database: Database, workspaceId: string): Promise<Colleague[]> {
  return database.query<Colleague[]>(
    `select p.person_id as id, p.name, p.email
     from memberships m join people p on p.person_id = m.person_id
     where m.workspace_id = $1 order by p.name, p.person_id`,
    [workspaceId],
  );
}

/** Makes changes to the members of one workspace go one after the other. */
export async function lockMembers(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query('select from workspaces where workspace_id = $1 for update', [workspaceId]);
}

export async function updateRole(
  manager: EntityManager,
  { workspaceId, personId, role }: { workspaceId: string; personId: string; role: Role },
): Promise<void> {
  await manager.query('update memberships set role = $3 where workspace_id = $1 and person_id = $2', [
    workspaceId,
    personId,
    role,
  ]);
}

export async function deleteMembership(
  manager: EntityManager,
  { workspaceId, personId }: { workspaceId: string; personId: string },
): Promise<void> {
  await manager.query('delete from memberships where workspace_id = $1 and person_id = $2', [
    workspaceId,
    personId,
  ]);
}

export async function hasAdmin(manager: EntityManager, workspaceId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select from memberships where workspace_id = $1 and role = 'admin' limit 1`,
    [workspaceId],
  );
  return rows.length > 0;
}
