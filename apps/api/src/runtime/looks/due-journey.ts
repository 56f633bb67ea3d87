import type { EntityManager } from 'typeorm';
import { hasUntoldChanges } from '../../billing/billing-reader.js';
import type { JourneyToCheck } from '../deliveries/states-since-check.js';

/** A journey locked for this transaction, whose time to be looked at has come. */
export interface DueJourney extends JourneyToCheck {
  automationId: string;
  version: number;
  /** What it waits for was decided on the facts of up to here. */
  lookedAt: Date;
}

/** Which journeys are looked at. */
export interface LookQuery {
  workspaceId: string;
  now: Date;
  limit: number;
  /** Only this one. */
  journeyId?: string;
}

/** Under way, and its time has come; those of a paused automation too, whose exits and timers go on (S16). */
const IS_DUE = (now: string): string =>
  `j.status = 'underWay' and j.look_at <= ${now} and a.status in ('live', 'paused')`;

const TABLES = `
  journeys j
  join automations a on a.workspace_id = j.workspace_id and a.automation_id = j.automation_id`;

/**
 * Locks journeys whose time has come, the longest overdue first, skipping those somebody else works on. Journeys are
 * locked before their deliveries and accounts, here and in every claim.
 */
export async function lockDueJourneys(
  manager: EntityManager,
  { workspaceId, now, limit, journeyId }: LookQuery,
): Promise<DueJourney[]> {
  return manager.query<DueJourney[]>(
    `select j.journey_id as "journeyId", j.automation_id as "automationId", j.version, j.subject_id as "subjectId",
       j.account_id as "accountId", j.state, j.entered_at as "enteredAt", j.checked_at as "checkedAt",
       j.checked_change_no as "checkedChangeNo", j.looked_at as "lookedAt"
     from ${TABLES}
     where j.workspace_id = $1 and ($4::uuid is null or j.journey_id = $4) and ${IS_DUE('$2')}
     order by j.look_at, j.journey_id
     limit $3
     for no key update of j skip locked
     for share of a skip locked`,
    [workspaceId, now, limit, journeyId ?? null],
  );
}

/** The ids of journeys whose time has come, in the order in which they are locked. */
export async function dueJourneyIds(
  manager: EntityManager,
  { workspaceId, now, limit }: LookQuery,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select j.journey_id as id from ${TABLES}
     where j.workspace_id = $1 and ${IS_DUE('$2')} order by j.look_at, j.journey_id limit $3`,
    [workspaceId, now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Workspaces with journeys whose time has come, or with changes of facts that journeys have not been told of. */
export async function workspacesToLookAt(manager: EntityManager, now: Date): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select w.workspace_id as "workspaceId" from workspaces w
     where exists (select from ${TABLES} where j.workspace_id = w.workspace_id and ${IS_DUE('$1')})
       or ${hasUntoldChanges('w.workspace_id')}
     order by 1`,
    [now],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}

/** Puts the next look off; a change of facts brings it forward again. */
export async function putOffLook(
  manager: EntityManager,
  { workspaceId, journeyId, until }: { workspaceId: string; journeyId: string; until: Date },
): Promise<void> {
  await manager.query(
    `update journeys set look_at = $3 where workspace_id = $1 and journey_id = $2 and status = 'underWay'`,
    [workspaceId, journeyId, until],
  );
}
