import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { publishUpTo } from './event-clock.js';
import { findHappenings, type Stretch } from './find-happenings.js';
import type { Happening } from './happening.js';

/** What lies further back than this when it is first heard of is history, and no event (S10: as far as dates are caught up). */
const HISTORY_BEGINS = 31 * 86_400_000;

/**
 * Publishes what a write brought to some accounts, in its transaction and behind their timelines: each event once,
 * however often its facts are sent. What is still to come is announced when its time has come.
 */
export async function publishEvents(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const upTo = await publishUpTo(manager, workspaceId, now);
  await publishStretch(manager, { workspaceId, now }, accountIds, { after: historyBefore(now), upTo });
}

/** Publishes what happened to some accounts in a stretch of time. */
export async function publishStretch(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  accountIds: readonly string[],
  stretch: Stretch,
): Promise<void> {
  const happened = await findHappenings(manager, workspaceId, accountIds, stretch);
  await insertEvents(manager, { workspaceId, now }, happened);
}

/** What happened up to this instant and is heard of only now starts nothing. */
export const historyBefore = (now: Date): Date => new Date(now.getTime() - HISTORY_BEGINS);

/** Writes events down, those that are there already left alone. Returns the keys of the new ones. */
export async function insertEvents(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  happened: readonly Happening[],
): Promise<string[]> {
  if (happened.length === 0) return [];
  // In the order of their keys, so that two who publish the same cannot block each other.
  const rows = await manager.query<{ key: string }[]>(
    `insert into billing_events (workspace_id, event_id, name, event_key, account_id, subject_kind, subject_ids, at,
       recorded_at, payload)
     select $1, e."eventId", e.name, e.key, e."accountId", e."subjectKind", e."subjectIds", e.at, $3, e.payload
     from jsonb_to_recordset($2::jsonb) e("eventId" uuid, name text, key text, "accountId" uuid, "subjectKind" text,
       "subjectIds" uuid[], at timestamptz, payload jsonb)
     order by e.key
     on conflict (workspace_id, event_key) do nothing
     returning event_key as key`,
    [workspaceId, JSON.stringify(happened.map((one) => ({ ...one, eventId: newId() }))), now],
  );
  return rows.map(({ key }) => key);
}
