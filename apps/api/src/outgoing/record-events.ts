import type { OutgoingEvent } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import { announce } from '../platform/notify/announce.js';

/** Something that happened, as it is told. */
export interface EventToTell {
  /** Names it within its kind: told twice, it is recorded once. */
  key: string;
  data: Readonly<Record<string, unknown>>;
}

export interface Happening {
  workspaceId: string;
  event: OutgoingEvent;
  /** Business time. */
  now: Date;
}

/** So many are loaded and written at a time. */
const CHUNK = 1_000;

/**
 * Records, in the transaction in which it happens, what endpoints are to be told of; the calls are made after the
 * commit. Where nobody wants to hear of it, it costs one look into a small table and `load` is not called.
 */
export async function recordEvents<Id>(
  manager: EntityManager,
  { workspaceId, event, now }: Happening,
  ids: readonly Id[],
  load: (ids: readonly Id[]) => Promise<readonly EventToTell[]>,
): Promise<void> {
  if (ids.length === 0) return;
  const endpoints = await endpointsWanting(manager, workspaceId, event);
  if (endpoints.length === 0) return;
  for (let start = 0; start < ids.length; start += CHUNK) {
    const events = await load(ids.slice(start, start + CHUNK));
    await insertCalls(manager, { workspaceId, event, now }, { endpoints, events });
  }
  await announce(manager, workspaceId, 'outgoing');
}

async function endpointsWanting(
  manager: EntityManager,
  workspaceId: string,
  event: OutgoingEvent,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select endpoint_id as id from webhook_endpoints where workspace_id = $1 and enabled and $2 = any (events)`,
    [workspaceId, event],
  );
  return rows.map(({ id }) => id);
}

async function insertCalls(
  manager: EntityManager,
  { workspaceId, event, now }: Happening,
  { endpoints, events }: { endpoints: readonly string[]; events: readonly EventToTell[] },
): Promise<void> {
  const rows = events.flatMap(({ key, data }) => {
    const body = bodyOf(event, now, data);
    return endpoints.map((endpoint) => ({ id: newId(), endpoint, key: `${event}/${key}`, body }));
  });
  await manager.query(
    `insert into outgoing_calls (workspace_id, call_id, endpoint_id, event, event_key, body, status, due_at, created_at)
     select $1, c.id, c.endpoint, $2, c.key, c.body, 'due', $3, $3
     from jsonb_to_recordset($4::jsonb) c(id uuid, endpoint uuid, key text, body text)
     on conflict (workspace_id, endpoint_id, event_key) do nothing`,
    [workspaceId, event, now, JSON.stringify(rows)],
  );
}

/** The JSON of an event (Standard Webhooks): what, when in business time, and the data of its kind. */
export const bodyOf = (event: string, now: Date, data: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ type: event, timestamp: now.toISOString(), data });
