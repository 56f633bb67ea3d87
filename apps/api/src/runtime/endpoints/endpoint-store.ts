import type { EntityManager } from 'typeorm';
import type { EndpointState } from './breaker.js';

/** Why a delivery waits whose endpoint is left alone. */
export const ENDPOINT_DOWN = 'endpointDown';

const COLUMNS = `
  failures, trips, open_until as "openUntil", probe_key as "probeKey", probe_until as "probeUntil"`;

/** How endpoints stand, locked; those that answer are not in it. */
export async function lockEndpoints(
  manager: EntityManager,
  workspaceId: string,
  endpoints: readonly string[],
): Promise<Map<string, EndpointState>> {
  if (endpoints.length === 0) return new Map();
  const rows = await manager.query<(EndpointState & { endpoint: string })[]>(
    `select endpoint, ${COLUMNS} from delivery_endpoints
     where workspace_id = $1 and endpoint = any ($2) order by endpoint for update`,
    [workspaceId, endpoints],
  );
  return new Map(rows.map(({ endpoint, ...state }) => [endpoint, state]));
}

/** Locks how one endpoint stands that has just failed; it begins with no failure. */
export async function lockFailing(
  manager: EntityManager,
  workspaceId: string,
  { endpoint, problem, now }: { endpoint: string; problem: string; now: Date },
): Promise<EndpointState> {
  const [state] = await manager.query<EndpointState[]>(
    `insert into delivery_endpoints (workspace_id, endpoint, failures, trips, last_problem, last_failed_at)
     values ($1, $2, 0, 0, $3, $4)
     on conflict (workspace_id, endpoint) do update set last_problem = excluded.last_problem,
       last_failed_at = excluded.last_failed_at
     returning ${COLUMNS}`,
    [workspaceId, endpoint, problem, now],
  );
  if (!state) throw new Error('An upsert returns its row.');
  return state;
}

/** Stores how an endpoint stands that is locked. */
export async function storeEndpoint(
  manager: EntityManager,
  workspaceId: string,
  endpoint: string,
  { failures, trips, openUntil, probeKey, probeUntil }: EndpointState,
): Promise<void> {
  await manager.query(
    `update delivery_endpoints set failures = $3, trips = $4, open_until = $5, probe_key = $6, probe_until = $7
     where workspace_id = $1 and endpoint = $2`,
    [workspaceId, endpoint, failures, trips, openUntil, probeKey, probeUntil],
  );
}

/**
 * An endpoint has answered: whatever waits for it may go out. Those that are being claimed at this moment are left to
 * their claim, which waits for this commit and then finds the endpoint free.
 */
export async function forgetFailures(
  manager: EntityManager,
  workspaceId: string,
  { endpoint, now }: { endpoint: string; now: Date },
): Promise<void> {
  await manager.query(
    `with answered as (
       delete from delivery_endpoints where workspace_id = $1 and endpoint = $2 returning trips
     ), waiting as (
       select d.key from deliveries d
       where d.workspace_id = $1 and d.held_endpoint = $2 and d.status = 'due' and d.held_because = $3 and d.due_at > $4
         and exists (select from answered where trips > 0)
       for update skip locked
     )
     update deliveries d set due_at = $4 from waiting where d.workspace_id = $1 and d.key = waiting.key`,
    [workspaceId, endpoint, ENDPOINT_DOWN, now],
  );
}
