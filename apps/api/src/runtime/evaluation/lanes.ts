import type { CalendarDate } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { tellFinished } from '../tell/tell-evaluations.js';
import { newId } from '../../platform/database/ids.js';

/** One automation in one zone: its dates are decided in order, by one process at a time. */
export interface Lane {
  workspaceId: string;
  automationId: string;
  timeZone: string;
}

/** A lane that this process may work on until the lease ends; every commit renews it. */
export interface LaneLease extends Lane {
  owner: string;
}

/**
 * A common table expression that lets its transaction commit without waiting for the disk. A crash of the database may
 * take such a commit back, as if the process had been killed a moment earlier: only for what the next run does again.
 */
export const UNHURRIED = `unhurried as materialized (select set_config('synchronous_commit', 'off', true))`;

/** How long a silent process keeps a lane, in milliseconds of machine time. */
export const LANE_LEASE = 30_000;

/** A lane, and how far it has come. */
export interface LaneState {
  automationId: string;
  timeZone: string;
  /** When its zone came into use (S12). */
  startsAt: Date;
  /** The last date that was proposed. */
  lastDate: CalendarDate | null;
}

/**
 * All lanes of these automations: one in every zone accounts are in; those that are missing are opened.
 * A lane starts when its zone came into use (S12). Asked each minute and nearly always finding nothing to open, it goes
 * from one zone's name to the next by the index and reads the accounts of those zones only that lack a lane.
 */
export async function openLanes(
  manager: EntityManager,
  workspaceId: string,
  automationIds: readonly string[],
): Promise<LaneState[]> {
  return manager.query<LaneState[]>(
    `with recursive zones (time_zone) as (
       select min(time_zone) from account_zones where workspace_id = $1
       union all
       select (select min(time_zone) from account_zones where workspace_id = $1 and time_zone > zones.time_zone)
       from zones
       where zones.time_zone is not null
     ), missing as (
       select automation_id, time_zone
       from unnest($2::uuid[]) automation_id
       cross join zones
       where time_zone is not null and not exists (
         select from evaluation_lanes l
         where l.workspace_id = $1 and l.automation_id = automation_id.automation_id and l.time_zone = zones.time_zone
       )
     ), starts as (
       select z.time_zone, min(greatest(a.created_at, z.from_date::timestamp at time zone z.time_zone)) as starts_at
       from account_zones z
       join accounts a on a.workspace_id = z.workspace_id and a.account_id = z.account_id
       where z.workspace_id = $1 and z.time_zone in (select time_zone from missing)
       group by z.time_zone
     ), opened as (
       insert into evaluation_lanes (workspace_id, automation_id, time_zone, starts_at)
       select $1, automation_id, time_zone, starts_at from missing join starts using (time_zone)
       on conflict do nothing
       returning automation_id, time_zone, starts_at
     )
     select automation_id as "automationId", time_zone as "timeZone", starts_at as "startsAt", null::date as "lastDate"
     from opened
     union all
     select l.automation_id, l.time_zone, l.starts_at,
       (select max(e.business_date) from evaluations e
        where e.workspace_id = l.workspace_id and e.automation_id = l.automation_id and e.time_zone = l.time_zone)
     from evaluation_lanes l
     where l.workspace_id = $1 and l.automation_id = any ($2)`,
    [workspaceId, automationIds],
  );
}

/**
 * Takes the next lanes, behind the one before, with dates to evaluate, late or missed matches to act on, or a run that a
 * person has released, that nobody works on. Fewer than asked for are the last.
 */
export async function claimLanes(
  manager: EntityManager,
  workspaceId: string,
  { behind, atMost }: { behind: Lane | null; atMost: number },
  machineNow: Date,
): Promise<LaneLease[]> {
  const owner = newId();
  const lanes = await manager.query<Omit<Lane, 'workspaceId'>[]>(
    `with ${UNHURRIED}, claimed as (
       update evaluation_lanes lane set lease_owner = $2, lease_until = $4
       where (workspace_id, automation_id, time_zone) in (
         select l.workspace_id, l.automation_id, l.time_zone
         from evaluation_lanes l
         join automations a on a.workspace_id = l.workspace_id and a.automation_id = l.automation_id
         where l.workspace_id = $1 and a.status = 'live' and (l.lease_until is null or l.lease_until < $3)
           and ($5::uuid is null or (l.automation_id, l.time_zone) > ($5, $6))
           and (exists (
             select from evaluations e
             where e.workspace_id = l.workspace_id and e.automation_id = l.automation_id
               and e.time_zone = l.time_zone and e.status <> 'done'
           ) or exists (
             select from matches m
             where m.workspace_id = l.workspace_id and m.automation_id = l.automation_id
               and m.time_zone = l.time_zone and m.outcome = 'pending'
               and (m.run_by_operator or (m.late_data and l.waiting_since is null))
           ) or l.released_at is not null)
         order by l.automation_id, l.time_zone
         limit $7
         for update of l skip locked
       )
       returning automation_id, time_zone
     )
     select automation_id as "automationId", time_zone as "timeZone" from claimed cross join unhurried
     order by automation_id, time_zone`,
    [
      workspaceId,
      owner,
      machineNow,
      new Date(machineNow.getTime() + LANE_LEASE),
      behind?.automationId ?? null,
      behind?.timeZone ?? null,
      atMost,
    ],
  );
  return lanes.map((lane) => ({ workspaceId, ...lane, owner }));
}

/**
 * Inside the transaction of a batch: whether the lease is still ours; if so it begins anew. A batch whose work the next
 * run would do again is `repeatable`: its commit does not wait for the disk.
 */
export async function renewLane(
  manager: EntityManager,
  lease: LaneLease,
  machineNow: Date,
  batch: 'repeatable' | 'durable',
): Promise<boolean> {
  const [, renewed] = await manager.query<[unknown, number]>(
    `${batch === 'repeatable' ? `with ${UNHURRIED}` : ''}
     update evaluation_lanes set lease_until = $5
     ${batch === 'repeatable' ? 'from unhurried' : ''}
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and lease_owner = $4`,
    [
      lease.workspaceId,
      lease.automationId,
      lease.timeZone,
      lease.owner,
      new Date(machineNow.getTime() + LANE_LEASE),
    ],
  );
  return renewed === 1;
}

/**
 * Gives a lane back, if it still is ours. `doneAt` says that every decided date is acted on: whoever has taken the lane
 * over may have decided dates of which that is not true yet, so it counts only with the lease.
 */
export async function releaseLane(
  manager: EntityManager,
  lease: LaneLease,
  doneAt: Date | null,
): Promise<void> {
  const [finished] = await manager.query<[{ date: string }[], number]>(
    `with ${UNHURRIED}, released as (
       update evaluation_lanes set lease_owner = null, lease_until = null
       from unhurried
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and lease_owner = $4
       returning 1
     )
     update evaluations set status = 'done', finished_at = $5::timestamptz
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and status = 'decided'
       and $5::timestamptz is not null and exists (select from released)
     returning business_date as date`,
    [lease.workspaceId, lease.automationId, lease.timeZone, lease.owner, doneAt],
  );
  if (doneAt === null) return;
  await tellFinished(
    manager,
    lease,
    finished.map(({ date }) => date),
    doneAt,
  );
}
