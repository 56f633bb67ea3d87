import type { EntityManager } from 'typeorm';
import type { EventSubjectKind } from './happening.js';

/** A published event that nobody has taken in yet. */
export interface WaitingEvent {
  eventId: string;
  name: string;
  accountId: string;
  /** null: the account alone. */
  subjectKind: EventSubjectKind | null;
  subjectIds: string[];
  at: Date;
  recordedAt: Date;
  payload: Readonly<Record<string, unknown>>;
}

/** Its time has come; one of an account that an import is just creating waits, since its size decides what it is (S12). */
const IS_WAITING = (now: string): string => `
  e.taken_in_at is null and e.at <= ${now} and not exists (
    select from accounts a join imports i on i.workspace_id = a.workspace_id and i.import_id = a.import_id
    where a.workspace_id = e.workspace_id and a.account_id = e.account_id and i.status = 'running'
  )`;

/** Which waiting events: the next ones, or one of them alone. */
export interface WaitingQuery {
  /** Business now. */
  now: Date;
  limit: number;
  eventId?: string;
}

/** Locks the next events whose time has come, in the order in which they happened, skipping those somebody works on. */
export async function lockWaitingEvents(
  manager: EntityManager,
  workspaceId: string,
  { now, limit, eventId }: WaitingQuery,
): Promise<WaitingEvent[]> {
  return manager.query<WaitingEvent[]>(
    `select event_id as "eventId", name, account_id as "accountId", subject_kind as "subjectKind",
       subject_ids as "subjectIds", at, recorded_at as "recordedAt", payload
     from billing_events e
     where e.workspace_id = $1 and ${IS_WAITING('$2')} and ($4::uuid is null or e.event_id = $4)
     order by at, event_id limit $3
     for update of e skip locked`,
    [workspaceId, now, limit, eventId ?? null],
  );
}

/** The ids of the next events whose time has come, in the order in which they happened; none is locked. */
export async function waitingEventIds(
  manager: EntityManager,
  workspaceId: string,
  { now, limit }: Omit<WaitingQuery, 'eventId'>,
): Promise<string[]> {
  const rows = await manager.query<{ eventId: string }[]>(
    `select event_id as "eventId" from billing_events e
     where e.workspace_id = $1 and ${IS_WAITING('$2')} order by at, event_id limit $3`,
    [workspaceId, now, limit],
  );
  return rows.map(({ eventId }) => eventId);
}

/** Marks events as taken in, in the transaction that recorded what they came to. */
export async function markTakenIn(
  manager: EntityManager,
  workspaceId: string,
  eventIds: readonly string[],
  now: Date,
): Promise<void> {
  await manager.query(
    `update billing_events set taken_in_at = $3 where workspace_id = $1 and event_id = any ($2::uuid[])`,
    [workspaceId, eventIds, now],
  );
}

/** Workspaces with events whose time has come and that nobody has taken in yet. */
export async function workspacesWithWaitingEvents(manager: EntityManager, now: Date): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select workspace_id as "workspaceId" from workspaces w
     where exists (
       select from billing_events e where e.workspace_id = w.workspace_id and ${IS_WAITING('$1')}
     ) order by 1`,
    [now],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}
