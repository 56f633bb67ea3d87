import type { EventPayload } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** What a workspace's own events tell, by their whole names, `custom.<name>`. */
export async function declaredEvents(
  manager: EntityManager,
  workspaceId: string,
): Promise<Record<string, EventPayload>> {
  const rows = await manager.query<{ name: string; payload: EventPayload }[]>(
    `select name, payload from event_declarations where workspace_id = $1 order by name`,
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ name, payload }) => [name, payload]));
}

/** What one of them tells so far, locked against other declarations until the transaction ends; nothing where it is new. */
export async function lockDeclaration(
  manager: EntityManager,
  workspaceId: string,
  { name, now }: { name: string; now: Date },
): Promise<EventPayload> {
  await manager.query(
    `insert into event_declarations (workspace_id, name, payload, declared_at) values ($1, $2, '{}', $3)
     on conflict do nothing`,
    [workspaceId, name, now],
  );
  const [row] = await manager.query<{ payload: EventPayload }[]>(
    `select payload from event_declarations where workspace_id = $1 and name = $2 for update`,
    [workspaceId, name],
  );
  return row?.payload ?? {};
}

/** Writes down what an event tells from now on. */
export async function saveDeclaration(
  manager: EntityManager,
  workspaceId: string,
  { name, payload, now }: { name: string; payload: EventPayload; now: Date },
): Promise<void> {
  await manager.query(
    `update event_declarations set payload = $3, declared_at = $4 where workspace_id = $1 and name = $2`,
    [workspaceId, name, JSON.stringify(payload), now],
  );
}
