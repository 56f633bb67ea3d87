import type { OwnWorkspace, Person, Role } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

/** A person as stored. */
export interface StoredPerson extends Person {
  passwordHash: string;
}

const PERSON = 'person_id as id, email, name, password_hash as "passwordHash"';

export async function findPersonByEmail(
  database: Database,
  email: string,
): Promise<StoredPerson | undefined> {
  const rows = await database.query<StoredPerson[]>(`select ${PERSON} from people where email = $1`, [email]);
  return rows[0];
}

export async function findPerson(database: Database, personId: string): Promise<StoredPerson | undefined> {
  const rows = await database.query<StoredPerson[]>(`select ${PERSON} from people where person_id = $1`, [
    personId,
  ]);
  return rows[0];
}

/** A new person; false where somebody has the address already. */
export async function insertPerson(
  manager: EntityManager,
  { id, email, name, passwordHash }: StoredPerson,
  now: Date,
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `insert into people (person_id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (email) do nothing returning person_id`,
    [id, email, name, passwordHash, now],
  );
  return rows.length > 0;
}

export async function renamePerson(manager: EntityManager, personId: string, name: string): Promise<void> {
  await manager.query('update people set name = $2 where person_id = $1', [personId, name]);
}

export async function changePasswordHash(
  manager: EntityManager,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await manager.query('update people set password_hash = $2 where person_id = $1', [personId, passwordHash]);
}

/** Whether anybody has signed up yet. */
export async function isAnybodyHere(database: Database): Promise<boolean> {
  const rows = await database.query<unknown[]>('select from people limit 1');
  return rows.length > 0;
}

/** The workspaces somebody belongs to, by name. */
export async function ownWorkspaces(database: Database, personId: string): Promise<OwnWorkspace[]> {
  return database.query<OwnWorkspace[]>(
    `select w.workspace_id as id, w.name, m.role
     from memberships m join workspaces w on w.workspace_id = m.workspace_id
     where m.person_id = $1 order by w.name, w.workspace_id`,
    [personId],
  );
}

/** Makes somebody a member of a workspace; false where they are one already. */
export async function insertMembership(
  manager: EntityManager,
  { workspaceId, personId, role }: { workspaceId: string; personId: string; role: Role },
  now: Date,
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `insert into memberships (workspace_id, person_id, role, since) values ($1, $2, $3, $4)
     on conflict (workspace_id, person_id) do nothing returning person_id`,
    [workspaceId, personId, role, now],
  );
  return rows.length > 0;
}
