import type { EntityManager } from 'typeorm';
import type { Stretch } from './find-happenings.js';

/**
 * Up to which instant a write publishes what it brings: business now, or the instant that announcing has reached where
 * that lies later. Announcing waits for the transactions that have asked, so that whatever begins in between is
 * published by one of the two, and nothing by neither.
 */
export async function publishUpTo(manager: EntityManager, workspaceId: string, now: Date): Promise<Date> {
  const [clock] = await manager.query<{ reached: Date }[]>(READ, [workspaceId]);
  if (clock !== undefined) return later(clock.reached, now);
  await manager.query(
    `insert into event_clocks (workspace_id, announced_until, reached) values ($1, $2, $2) on conflict do nothing`,
    [workspaceId, now],
  );
  const [begun] = await manager.query<{ reached: Date }[]>(READ, [workspaceId]);
  return later(begun?.reached ?? now, now);
}

const READ = 'select reached from event_clocks where workspace_id = $1 for share';

const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Workspaces in which time has passed since their events were announced. */
export async function workspacesToAnnounce(manager: EntityManager, now: Date): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select workspace_id as "workspaceId" from event_clocks where announced_until < $1 order by 1`,
    [now],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}

/**
 * Lets writes publish for themselves up to now, and answers which stretch is left to announce: from where the last
 * announcing ended, if it did. Its own transaction, committed before anything is read.
 */
export async function reach(manager: EntityManager, workspaceId: string, now: Date): Promise<Stretch> {
  const [rows] = await manager.query<[Stretch[], number]>(
    `update event_clocks set reached = greatest(reached, $2) where workspace_id = $1
     returning announced_until as after, reached as "upTo"`,
    [workspaceId, now],
  );
  return rows[0] ?? { after: now, upTo: now };
}

/** Notes that everything up to an instant is published. */
export async function noteAnnounced(manager: EntityManager, workspaceId: string, upTo: Date): Promise<void> {
  await manager.query(
    `update event_clocks set announced_until = greatest(announced_until, $2) where workspace_id = $1`,
    [workspaceId, upTo],
  );
}
