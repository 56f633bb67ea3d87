import type { Held } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { CLAIM_BEGINS_WITHIN, type Claim, type Claimed } from './claim.js';
import type { DueDelivery } from './due-delivery.js';

/** Claims deliveries for a worker and begins an attempt of each; what lacks something is claimed as well, to be settled. */
export async function markClaimed(
  manager: EntityManager,
  claim: Claim,
  claimed: readonly Claimed[],
): Promise<void> {
  if (claimed.length === 0) return;
  const rows = claimed.map(({ delivery, prepared }) => ({
    key: delivery.key,
    payload: prepared.kind === 'ready' ? prepared.payload : null,
  }));
  await manager.query(
    `with claimed as (
       update deliveries d set status = 'claimed', claimed_by = $3, claimed_until = $4, attempts = attempts + 1,
         payload = coalesce(c.payload, d.payload), held_because = null, held_since = null
       from jsonb_to_recordset($2::jsonb) c(key text, payload jsonb)
       where d.workspace_id = $1 and d.key = c.key
       returning d.key, d.attempts
     )
     insert into delivery_attempts (workspace_id, key, attempt, at)
     select $1, key, attempts, $5 from claimed`,
    [
      claim.workspaceId,
      JSON.stringify(rows),
      claim.worker,
      new Date(claim.machineNow.getTime() + CLAIM_BEGINS_WITHIN),
      claim.now,
    ],
  );
}

/** Lets deliveries wait, with the reason and the forecast (S14); without one until the account's facts change. */
export async function holdDeliveries(
  manager: EntityManager,
  workspaceId: string,
  held: readonly { delivery: DueDelivery; held: Held; until: Date | null }[],
): Promise<void> {
  if (held.length === 0) return;
  const rows = held.map(({ delivery, held: { reason, since }, until }) => ({
    key: delivery.key,
    reason,
    since: since === null ? null : new Date(since),
    until: until ?? 'infinity',
  }));
  await manager.query(
    `update deliveries d set held_because = h.reason, held_since = h.since, due_at = h.until
     from jsonb_to_recordset($2::jsonb) h(key text, reason text, since timestamptz, until timestamptz)
     where d.workspace_id = $1 and d.key = h.key`,
    [workspaceId, JSON.stringify(rows)],
  );
}

/** Ends what journeys that are over have not had yet. */
export async function endDeliveries(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  await manager.query(
    `update deliveries set status = 'ended', finished_at = $3, held_because = null, held_since = null
     where workspace_id = $1 and journey_id = any ($2) and status in ('due', 'needsAttention')`,
    [workspaceId, journeyIds, now],
  );
}

/**
 * Begins the attempt of a claim that is still ours and in time (S13); `sending` where it could be lost without a way to
 * tell (S15). The lease then covers the attempt. False: leave it, it was released.
 */
export async function beginAttempt(
  manager: EntityManager,
  claim: Pick<Claim, 'workspaceId' | 'worker'>,
  key: string,
  status: 'claimed' | 'sending',
  times: { machineNow: Date; lease: number },
): Promise<boolean> {
  const [, begun] = await manager.query<[unknown, number]>(
    `update deliveries set status = $4, claimed_until = $6
     where workspace_id = $1 and key = $2 and claimed_by = $3 and status = 'claimed' and claimed_until > $5`,
    [
      claim.workspaceId,
      key,
      claim.worker,
      status,
      times.machineNow,
      new Date(times.machineNow.getTime() + times.lease),
    ],
  );
  return begun === 1;
}

/**
 * Takes over what dead workers left: a claim goes back to be claimed anew, an attempt that may have had its effect
 * becomes uncertain and is shown to the operator (S15).
 */
export async function releaseLostClaims(
  manager: EntityManager,
  workspaceId: string,
  machineNow: Date,
): Promise<void> {
  await manager.query(
    `with lost as (
       select key, status from deliveries
       where workspace_id = $1 and status in ('claimed', 'sending') and claimed_until < $2
       for update skip locked
     ), released as (
       update deliveries d set
         status = case lost.status when 'sending' then 'uncertain' else 'due' end,
         problem_code = case lost.status when 'sending' then 'lostWhileSending' else d.problem_code end,
         problem = case lost.status when 'sending' then
           'The process was lost while it sent this message. It may have arrived.' else d.problem end,
         claimed_by = null, claimed_until = null
       from lost
       where d.workspace_id = $1 and d.key = lost.key
       returning d.key, d.attempts, d.status
     )
     update delivery_attempts a set outcome = case r.status when 'uncertain' then 'uncertain' else 'released' end
     from released r
     where a.workspace_id = $1 and a.key = r.key and a.attempt = r.attempts`,
    [workspaceId, machineNow],
  );
}

/** What became of an attempt, ready to be written. */
export interface Settlement {
  key: string;
  status: 'done' | 'due' | 'failed' | 'needsAttention' | 'uncertain';
  /** When it is tried again. */
  dueAt: Date | null;
  result: Record<string, unknown> | null;
  code: string | null;
  problem: string | null;
  attemptOutcome: 'done' | 'retry' | 'refused' | 'uncertain';
}

/** Writes the outcome of a claim that is still this worker's; false where it was taken over. */
export async function settleDelivery(
  manager: EntityManager,
  claim: Pick<Claim, 'workspaceId' | 'worker'>,
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `with settled as (
       update deliveries set status = $4::text, due_at = coalesce($5::timestamptz, due_at),
         result = coalesce($6::jsonb, result),
         problem_code = $7, problem = $8, claimed_by = null, claimed_until = null,
         finished_at = case when $4::text in ('done', 'failed') then $10::timestamptz end
       where workspace_id = $1 and key = $2 and claimed_by = $3
       returning key, attempts
     ), attempt as (
       update delivery_attempts a set outcome = $9, detail = $8
       from settled s where a.workspace_id = $1 and a.key = s.key and a.attempt = s.attempts
     )
     select 1 from settled`,
    [
      claim.workspaceId,
      settlement.key,
      claim.worker,
      settlement.status,
      settlement.dueAt,
      settlement.result,
      settlement.code,
      settlement.problem,
      settlement.attemptOutcome,
      now,
    ],
  );
  return rows.length === 1;
}

/** Deliveries that failed for good and whose step has no `onFailure`: an operator decides (S17). */
export async function markNeedsAttention(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<void> {
  await manager.query(
    `update deliveries set status = 'needsAttention', finished_at = null
     where workspace_id = $1 and key = any ($2) and status = 'failed'`,
    [workspaceId, keys],
  );
}

/** What became of an effect inside the database. */
export type InsideResult = { key: string } & (
  { kind: 'done'; result: Record<string, unknown> } | { kind: 'lacks'; code: string; problem: string }
);

/** Records effects had inside the database, in the transaction in which they were had. */
export async function finishInside(
  manager: EntityManager,
  workspaceId: string,
  results: readonly InsideResult[],
  now: Date,
): Promise<void> {
  await manager.query(
    `with finished as (
       update deliveries d set status = case r.kind when 'done' then 'done' else 'failed' end, attempts = attempts + 1,
         result = r.result, problem_code = r.code, problem = r.problem, finished_at = $3
       from jsonb_to_recordset($2::jsonb) r(key text, kind text, result jsonb, code text, problem text)
       where d.workspace_id = $1 and d.key = r.key
       returning d.key, d.attempts, r.kind, r.problem
     )
     insert into delivery_attempts (workspace_id, key, attempt, at, outcome, detail)
     select $1, key, attempts, $3, case kind when 'done' then 'done' else 'refused' end, problem from finished`,
    [workspaceId, JSON.stringify(results), now],
  );
}
