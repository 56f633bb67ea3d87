import type { FailingEndpoint } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { ENDPOINT_DOWN } from './endpoint-store.js';

interface Row extends Omit<FailingEndpoint, 'leftAloneUntil' | 'lastFailedAt'> {
  openUntil: Date | null;
  lastFailedAt: Date;
}

/** The endpoints of a workspace that have failed since they last answered, by their addresses. */
export async function listEndpoints(
  manager: EntityManager,
  workspaceId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<FailingEndpoint[]> {
  const rows = await manager.query<Row[]>(
    `select e.endpoint, e.failures, e.open_until as "openUntil", e.last_problem as problem,
       e.last_failed_at as "lastFailedAt", (
         select count(*)::integer from deliveries d
         where d.workspace_id = e.workspace_id and d.held_endpoint = e.endpoint and d.status = 'due'
           and d.held_because = $4
       ) as waiting
     from delivery_endpoints e
     where e.workspace_id = $1 and ($2::text is null or e.endpoint > $2)
     order by e.endpoint limit $3`,
    [workspaceId, after ?? null, limit, ENDPOINT_DOWN],
  );
  return rows.map(({ openUntil, lastFailedAt, ...row }) => ({
    ...row,
    leftAloneUntil: openUntil?.toISOString() ?? null,
    lastFailedAt: lastFailedAt.toISOString(),
  }));
}
