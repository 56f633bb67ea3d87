import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** A stretch of time during which a version decided; `to` null: until further notice. */
export interface LivePeriodRecord {
  automationId: string;
  from: Date;
  to: Date | null;
  version: number;
  document: AutomationDocument;
}

/** The live periods of all automations of a workspace that are live now, in order; what the tick starts from. */
export async function livePeriods(manager: EntityManager, workspaceId: string): Promise<LivePeriodRecord[]> {
  return manager.query<LivePeriodRecord[]>(
    `select p.automation_id as "automationId", p.from_at as "from", nullif(p.to_at, 'infinity') as "to", p.version,
       v.document
     from automation_live_periods p
     join automations a on a.workspace_id = p.workspace_id and a.automation_id = p.automation_id
     join automation_versions v
       on v.workspace_id = p.workspace_id and v.automation_id = p.automation_id and v.version = p.version
     where p.workspace_id = $1 and a.status = 'live'
     order by p.automation_id, p.from_at`,
    [workspaceId],
  );
}

/** A stretch of time during which a version decided that starts on an event. */
export interface EventPeriodRecord {
  automationId: string;
  /** Paused ones start nothing now, but may have been live when an event happened. */
  status: 'live' | 'paused';
  event: string;
  /** Inclusive. */
  from: Date;
  /** Exclusive; null: until further notice. */
  to: Date | null;
  version: number;
}

/**
 * The live periods of all versions of a workspace that start on events, those of archived automations left out. None of
 * them can be paused or archived before this transaction ends, so that nothing enters after the commit that stops it (S16).
 */
export async function eventPeriods(
  manager: EntityManager,
  workspaceId: string,
): Promise<EventPeriodRecord[]> {
  return manager.query<EventPeriodRecord[]>(
    `select p.automation_id as "automationId", a.status, v.document #>> '{trigger,event}' as event, p.from_at as "from",
       nullif(p.to_at, 'infinity') as "to", p.version
     from automation_live_periods p
     join automations a on a.workspace_id = p.workspace_id and a.automation_id = p.automation_id
     join automation_versions v
       on v.workspace_id = p.workspace_id and v.automation_id = p.automation_id and v.version = p.version
     where p.workspace_id = $1 and a.status in ('live', 'paused') and v.document #>> '{trigger,kind}' = 'event'
     order by p.automation_id, p.from_at
     for share of a`,
    [workspaceId],
  );
}

/** From `now` on this version decides; an open period ends there. */
export async function openLivePeriod(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  version: number,
  now: Date,
): Promise<void> {
  await closeLivePeriod(manager, workspaceId, automationId, now);
  await manager.query(
    `insert into automation_live_periods (workspace_id, automation_id, from_at, to_at, version)
     values ($1, $2, $3, 'infinity', $4)
     on conflict (workspace_id, automation_id, from_at, version) do update set to_at = 'infinity'`,
    [workspaceId, automationId, now, version],
  );
}

/** Nothing decides from `now` on. */
export async function closeLivePeriod(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
  now: Date,
): Promise<void> {
  await manager.query(
    `update automation_live_periods set to_at = $3
     where workspace_id = $1 and automation_id = $2 and to_at = 'infinity'`,
    [workspaceId, automationId, now],
  );
}
