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
  attempts: number;
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
  d.held_because as "heldBecause", d.held_since as "heldSince", d.payload, j.state, j.entered_at as "enteredAt",
  j.checked_at as "checkedAt", j.checked_change_no as "checkedChangeNo",
  exists (
    select from journeys newer
    where newer.workspace_id = j.workspace_id and newer.automation_id = j.automation_id
      and newer.subject_id = j.subject_id and newer.entered_at > j.entered_at
  ) as "newerStarted"
  from deliveries d
  join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id`;

/**
 * Locks deliveries that are due, skipping those somebody else works on: their time has come, or they are held and
 * their account's facts have changed since. Effects inside the database or outside of it. Nothing of an automation
 * that is paused (S16).
 */
export async function lockDueDeliveries(
  manager: EntityManager,
  workspaceId: string,
  now: Date,
  limit: number,
  where: 'inside' | 'outside',
): Promise<DueDelivery[]> {
  return manager.query<DueDelivery[]>(
    `select ${COLUMNS}
     join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
     join accounts account on account.workspace_id = d.workspace_id and account.account_id = d.account_id
     where d.workspace_id = $1 and d.status = 'due' and a.status = 'live' and (d.kind = any ($4)) = $5
       and (d.due_at <= $2 or (d.held_because is not null and account.change_no > j.checked_change_no))
     order by d.due_at, d.key
     limit $3
     for update of d skip locked`,
    [workspaceId, now, limit, INSIDE_ACTIONS, where === 'inside'],
  );
}

/**
 * Locks accounts in the order of their ids, as billing writes do (S13), and tells the number of their last change. Not
 * against references to them: new journeys and facts of other kinds need not wait.
 */
export async function lockAccounts(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await manager.query<{ accountId: string; changeNo: number }[]>(
    `select account_id as "accountId", change_no as "changeNo" from accounts
     where workspace_id = $1 and account_id = any ($2) order by account_id for no key update`,
    [workspaceId, accountIds],
  );
  return new Map(rows.map(({ accountId, changeNo }) => [accountId, changeNo]));
}
