import type { EntityManager } from 'typeorm';
import { recordEvents, type EventToTell } from '../../outgoing/record-events.js';

interface Row {
  key: string;
  attempts: number;
  data: Record<string, unknown>;
  code: string | null;
  problem: string | null;
}

/** Tells outside that effects were had, in the transaction that records it. */
export async function tellDone(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  const happening = { workspaceId, event: 'delivery.done', now } as const;
  await recordEvents(manager, happening, keys, async (chunk) =>
    (await loadDeliveries(manager, workspaceId, chunk)).map(({ key, data }) => ({ key, data })),
  );
}

/** Tells outside that effects could not be had, and why; each time anew where somebody has them tried again. */
export async function tellFailed(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  const happening = { workspaceId, event: 'delivery.failed', now } as const;
  await recordEvents(manager, happening, keys, async (chunk) =>
    (await loadDeliveries(manager, workspaceId, chunk)).map(
      ({ key, attempts, data, code, problem }): EventToTell => ({
        key: `${key}/${attempts}`,
        data: { ...data, code, problem },
      }),
    ),
  );
}

async function loadDeliveries(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Row[]> {
  return manager.query<Row[]>(
    `select d.key, d.attempts, d.problem_code as code, d.problem,
       json_build_object('delivery', d.key, 'journey', d.journey_id,
         'automation', json_build_object('id', a.automation_id, 'name', a.name, 'version', j.version),
         'account', account.key, 'step', d.step_id, 'kind', d.kind, 'attempts', d.attempts) as data
     from deliveries d
     join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
     join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
     join accounts account on account.workspace_id = d.workspace_id and account.account_id = d.account_id
     where d.workspace_id = $1 and d.key = any ($2::text[])
     order by d.key`,
    [workspaceId, keys],
  );
}
