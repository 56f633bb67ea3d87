import type { JourneyState } from '@dunwell/engine';
import type { Action } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { INSIDE_ACTIONS } from '../../connectors/connectors.js';

/** A delivery locked for this transaction, with where its journey stands. */
export interface DueDelivery {
  key: string;
  journeyId: string;
  automationId: string;
  version: number;
  subjectId: string;
  accountId: string;
  step: string;
  occurrence: string;
  action: Action;
  outward: boolean;
  /** Begun so far. */
  attempts: number;
  /** When it was to go out; Infinity under a hold without an end. */
  dueAt: Date | number;
  heldBecause: string | null;
  heldSince: Date | null;
  /** Fixed at an earlier attempt. */
  payload: Record<string, unknown> | null;
  state: JourneyState;
  enteredAt: Date;
  checkedAt: Date;
  checkedChangeNo: number;
  /** A newer journey of the same automation and subject has started (S14). */
  newerStarted: boolean;
}

const COLUMNS = `
  d.key, d.journey_id as "journeyId", d.automation_id as "automationId", j.version, j.subject_id as "subjectId",
  d.account_id as "accountId", d.step_id as step, d.occurrence, d.action, d.outward, d.attempts,
  d.due_at as "dueAt", d.held_because as "heldBecause", d.held_since as "heldSince", d.payload, j.state, j.entered_at as "enteredAt",
  j.checked_at as "checkedAt", j.checked_change_no as "checkedChangeNo",
  exists (
    select from journeys newer
    where newer.workspace_id = j.workspace_id and newer.account_id = j.account_id
      and newer.automation_id = j.automation_id and newer.subject_id = j.subject_id and newer.entered_at > j.entered_at
  ) as "newerStarted"`;

/** Which due deliveries are looked at. */
export interface DueQuery {
  workspaceId: string;
  now: Date;
  limit: number;
  /** Effects inside the database or outside of it. */
  where: 'inside' | 'outside';
  /** Only this one. */
  key?: string;
}

/** Their time has come, or they are held and their account's facts have changed since. Nothing of a paused automation (S16). */
export const IS_DUE = (now: string): string => `
  d.status = 'due' and a.status = 'live' and j.status = 'underWay'
  and (d.due_at <= ${now} or (d.held_because is not null and account.change_no > j.checked_change_no))`;

/** What this condition speaks of. */
export const DUE_TABLES = `
  deliveries d
  join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
  join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
  join accounts account on account.workspace_id = d.workspace_id and account.account_id = d.account_id`;

/**
 * Locks deliveries that are due, and before each its journey, skipping those somebody else works on. Their automations
 * cannot be paused or archived before this transaction ends, so that nothing is claimed after the commit that stops it
 * (S16).
 */
export async function lockDueDeliveries(
  manager: EntityManager,
  { workspaceId, now, limit, where, key }: DueQuery,
): Promise<DueDelivery[]> {
  return manager.query<DueDelivery[]>(
    `select ${COLUMNS} from ${DUE_TABLES}
     where d.workspace_id = $1 and (d.kind = any ($4)) = $5 and ($6::text is null or d.key = $6) and ${IS_DUE('$2')}
     order by d.due_at, d.key
     limit $3
     for no key update of j skip locked
     for update of d skip locked
     for share of a skip locked`,
    [workspaceId, now, limit, INSIDE_ACTIONS, where === 'inside', key ?? null],
  );
}

/** The keys of deliveries that are due, in the order in which they are locked. */
export async function dueKeys(
  manager: EntityManager,
  { workspaceId, now, limit, where }: DueQuery,
): Promise<string[]> {
  const rows = await manager.query<{ key: string }[]>(
    `select d.key from ${DUE_TABLES}
     where d.workspace_id = $1 and (d.kind = any ($4)) = $5 and ${IS_DUE('$2')}
     order by d.due_at, d.key
     limit $3`,
    [workspaceId, now, limit, INSIDE_ACTIONS, where === 'inside'],
  );
  return rows.map(({ key }) => key);
}
