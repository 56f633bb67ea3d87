import type { EntityManager } from 'typeorm';

/** A call that this process is about to make. */
export interface ClaimedCall {
  callId: string;
  endpointId: string;
  url: string;
  body: string;
  /** The number of this attempt. */
  attempt: number;
  /** The endpoint's secret as it is stored. */
  secret: Buffer;
  secretMadeAt: Date;
}

export interface CallClaim {
  workspaceId: string;
  worker: string;
  /** Both times (S1): what is due is claimed, for as long as the lease says. */
  now: Date;
  machineNow: Date;
}

/** Longer than an attempt can take. */
const LEASE = 60_000;

const CLAIM = (which: string): string => `
  with claimed as (
    update outgoing_calls c set claimed_by = $2, claimed_until = $3, attempts = c.attempts + 1
    where c.workspace_id = $1 and c.call_id in (${which})
    returning c.call_id, c.endpoint_id, c.body, c.attempts
  )
  select claimed.call_id as "callId", claimed.endpoint_id as "endpointId", claimed.body, claimed.attempts as attempt,
    e.url, e.secret, e.secret_made_at as "secretMadeAt"
  from claimed
  join webhook_endpoints e on e.workspace_id = $1 and e.endpoint_id = claimed.endpoint_id
  order by claimed.call_id`;

/** Claims calls that are due, the oldest first; what waits for an endpoint that is switched off goes on waiting. */
export async function claimDueCalls(
  manager: EntityManager,
  { workspaceId, worker, now, machineNow }: CallClaim,
  limit: number,
): Promise<ClaimedCall[]> {
  return manager.query<ClaimedCall[]>(
    CLAIM(`
      select due.call_id from outgoing_calls due
      join webhook_endpoints e on e.workspace_id = due.workspace_id and e.endpoint_id = due.endpoint_id
      where due.workspace_id = $1 and due.status = 'due' and due.due_at <= $4 and e.enabled
        and (due.claimed_until is null or due.claimed_until < $5)
      order by due.due_at, due.call_id
      limit $6
      for update of due skip locked`),
    [workspaceId, worker, new Date(machineNow.getTime() + LEASE), now, machineNow, limit],
  );
}

/** Claims one call whatever has become of it; undefined while it is under way. */
export async function claimCall(
  manager: EntityManager,
  { workspaceId, worker, machineNow }: CallClaim,
  callId: string,
): Promise<ClaimedCall | undefined> {
  const [call] = await manager.query<ClaimedCall[]>(
    CLAIM(`
      select one.call_id from outgoing_calls one
      where one.workspace_id = $1 and one.call_id = $5 and (one.claimed_until is null or one.claimed_until < $4)
      for update of one skip locked`),
    [workspaceId, worker, new Date(machineNow.getTime() + LEASE), machineNow, callId],
  );
  return call;
}

/** Gives calls back that were claimed and not begun. */
export async function releaseCalls(
  manager: EntityManager,
  { workspaceId, worker }: Pick<CallClaim, 'workspaceId' | 'worker'>,
): Promise<void> {
  await manager.query(
    `update outgoing_calls set claimed_by = null, claimed_until = null, attempts = attempts - 1
     where workspace_id = $1 and claimed_by = $2`,
    [workspaceId, worker],
  );
}

/** Workspaces in which a call is due that nobody is making. */
export async function workspacesWithCalls(
  manager: EntityManager,
  { now, machineNow }: { now: Date; machineNow: Date },
): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select w.workspace_id as "workspaceId" from workspaces w
     where exists (
       select from outgoing_calls c
       join webhook_endpoints e on e.workspace_id = c.workspace_id and e.endpoint_id = c.endpoint_id
       where c.workspace_id = w.workspace_id and c.status = 'due' and c.due_at <= $1 and e.enabled
         and (c.claimed_until is null or c.claimed_until < $2)
     )
     order by 1`,
    [now, machineNow],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}

/** Whether a due call is being made anywhere. */
export async function hasCallsUnderWay(manager: EntityManager, machineNow: Date): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select from workspaces w where exists (
       select from outgoing_calls c
       where c.workspace_id = w.workspace_id and c.status = 'due' and c.claimed_until >= $1)
     limit 1`,
    [machineNow],
  );
  return rows.length > 0;
}
