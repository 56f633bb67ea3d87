import type { Role } from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

/** A session with whom it is of, where they are and what they are there. */
export interface FoundSession {
  sessionId: string;
  personId: string;
  name: string;
  /** Null, both of them: the person is in no workspace any more. */
  workspaceId: string | null;
  role: Role | null;
  lastSeenAt: Date;
}

/** A session lives while it was seen after one instant and begun after another (machine time). */
export interface Alive {
  seenAfter: Date;
  begunAfter: Date;
}

/** One look at the unique index of the tokens, two by primary key: every request of a person makes it. */
export const FIND_SESSION = `
  select s.session_id as "sessionId", s.person_id as "personId", p.name, m.workspace_id as "workspaceId", m.role,
    s.last_seen_at as "lastSeenAt"
  from sessions s
  join people p on p.person_id = s.person_id
  left join memberships m on m.workspace_id = s.workspace_id and m.person_id = s.person_id
  where s.token_hash = $1 and s.last_seen_at > $2 and s.created_at > $3`;

export async function findSession(
  database: Database,
  tokenHash: Buffer,
  { seenAfter, begunAfter }: Alive,
): Promise<FoundSession | undefined> {
  const rows = await database.query<FoundSession[]>(FIND_SESSION, [tokenHash, seenAfter, begunAfter]);
  return rows[0];
}

export interface NewSession {
  sessionId: string;
  personId: string;
  tokenHash: Buffer;
  userAgent: string | null;
  now: Date;
}

/**
 * Where somebody ($2) arrives who says nothing else: in the workspace they were seen in last; a newcomer in the demo,
 * which has something to show, else in the workspace they came into first.
 */
const ARRIVAL = `
       select m.workspace_id from memberships m
       join workspaces w on w.workspace_id = m.workspace_id
       where m.person_id = $2
       order by (
         select max(s.last_seen_at) from sessions s where s.person_id = $2 and s.workspace_id = m.workspace_id
       ) desc nulls last, w.demo desc, m.since, m.workspace_id
       limit 1`;

/** Begins a session in the given workspace, else where the person arrives. */
export async function insertSession(
  manager: EntityManager,
  { sessionId, personId, tokenHash, userAgent, now }: NewSession,
  workspaceId?: string,
): Promise<void> {
  await manager.query(
    `insert into sessions (session_id, person_id, token_hash, workspace_id, user_agent, created_at, last_seen_at)
     values ($1, $2, $3, coalesce($4::uuid, (${ARRIVAL})), $5, $6, $6)`,
    [sessionId, personId, tokenHash, workspaceId ?? null, userAgent, now],
  );
}

/** Notes that a session was seen, unless another request has just noted it. */
export async function touchSession(
  database: Database,
  sessionId: string,
  { now, unlessAfter }: { now: Date; unlessAfter: Date },
): Promise<void> {
  await database.query('update sessions set last_seen_at = $2 where session_id = $1 and last_seen_at <= $3', [
    sessionId,
    now,
    unlessAfter,
  ]);
}

/** Changes to a workspace the person belongs to; false where it is none of theirs. */
export async function changeWorkspace(
  database: Database,
  sessionId: string,
  workspaceId: string,
): Promise<boolean> {
  const [, changed] = await database.query<[unknown, number]>(
    `update sessions set workspace_id = m.workspace_id from memberships m
     where session_id = $1 and m.person_id = sessions.person_id and m.workspace_id = $2`,
    [sessionId, workspaceId],
  );
  return changed === 1;
}

/** Takes the sessions of somebody who left a workspace elsewhere: to another of theirs, if there is one. */
export async function leaveWorkspace(
  manager: EntityManager,
  { workspaceId, personId }: { workspaceId: string; personId: string },
): Promise<void> {
  await manager.query(
    `update sessions set workspace_id = (${ARRIVAL})
     where person_id = $2 and workspace_id = $1`,
    [workspaceId, personId],
  );
}

/** Ends one session of a person; its user agent, or undefined where there is none. */
export async function deleteSession(
  database: Database,
  personId: string,
  sessionId: string,
): Promise<{ userAgent: string | null } | undefined> {
  const [rows] = await database.query<[{ userAgent: string | null }[], number]>(
    'delete from sessions where session_id = $2 and person_id = $1 returning user_agent as "userAgent"',
    [personId, sessionId],
  );
  return rows[0];
}

/** Ends every session of a person but one; returns how many. */
export async function deleteSessions(
  manager: EntityManager,
  personId: string,
  except?: string,
): Promise<number> {
  const [, ended] = await manager.query<[unknown, number]>(
    'delete from sessions where person_id = $1 and session_id is distinct from $2::uuid',
    [personId, except ?? null],
  );
  return ended;
}

export interface ListedSession {
  id: string;
  userAgent: string | null;
  signedInAt: Date;
  lastSeenAt: Date;
}

/** Where a person is signed in, the latest first. */
export async function listSessions(
  database: Database,
  personId: string,
  { seenAfter, begunAfter }: Alive,
): Promise<ListedSession[]> {
  return database.query<ListedSession[]>(
    `select session_id as id, user_agent as "userAgent", created_at as "signedInAt", last_seen_at as "lastSeenAt"
     from sessions where person_id = $1 and last_seen_at > $2 and created_at > $3
     order by last_seen_at desc, session_id`,
    [personId, seenAfter, begunAfter],
  );
}

/** Those that are over for good. */
export async function deleteOverSessions(
  database: Database,
  { seenAfter, begunAfter }: Alive,
): Promise<void> {
  await database.query('delete from sessions where last_seen_at <= $1 or created_at <= $2', [
    seenAfter,
    begunAfter,
  ]);
}
