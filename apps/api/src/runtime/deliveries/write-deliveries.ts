import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { AttemptOutcome } from '../../connectors/connector.js';
import { eventsOf, insertJourneyEvents, nextEventPositions } from '../journeys/journey-events.js';
import { saveJourneys } from '../journeys/save-journeys.js';
import { tellDone, tellFailed } from '../tell/tell-deliveries.js';
import { CLAIM_BEGINS_WITHIN, type Claim, type Claimed } from './claim.js';
import { MESSAGE_KINDS } from './contact-places.js';
import type { DueDelivery } from './due-delivery.js';
import { lookAgainAtCapped } from './look-again-at-capped.js';

/** Others took the attempt for lost; only whoever made it may still say what became of it. */
const LOST_WHILE_SENDING = 'lostWhileSending';

/** Claims deliveries for a worker; what lacks something is claimed as well, to be settled. */
export async function markClaimed(
  manager: EntityManager,
  claim: Pick<Claim, 'workspaceId' | 'worker' | 'machineNow'>,
  claimed: readonly Claimed[],
): Promise<void> {
  if (claimed.length === 0) return;
  const rows = claimed.map(({ delivery, prepared }) => ({
    key: delivery.key,
    payload: prepared.kind === 'ready' ? prepared.payload : null,
  }));
  await manager.query(
    `update deliveries d set status = 'claimed', claimed_by = $3, claimed_until = $4,
       payload = coalesce(c.payload, d.payload), held_because = null, held_since = null
     from jsonb_to_recordset($2::jsonb) c(key text, payload jsonb)
     where d.workspace_id = $1 and d.key = c.key`,
    [
      claim.workspaceId,
      JSON.stringify(rows),
      claim.worker,
      new Date(claim.machineNow().getTime() + CLAIM_BEGINS_WITHIN),
    ],
  );
}

/** A delivery that has to wait, why and until when as far as is known. */
export interface HeldDelivery {
  delivery: Pick<DueDelivery, 'key'>;
  held: { reason: string; since: number | null };
  until: Date | null;
  /** The endpoint it waits for. */
  endpoint?: string;
}

/** Lets deliveries wait, with the reason and the forecast (S14); without one until the account's facts change. */
export async function holdDeliveries(
  manager: EntityManager,
  workspaceId: string,
  held: readonly HeldDelivery[],
): Promise<void> {
  if (held.length === 0) return;
  const rows = held.map(({ delivery, held: { reason, since }, until, endpoint = null }) => ({
    key: delivery.key,
    reason,
    since: since === null ? null : new Date(since),
    until: until ?? 'infinity',
    endpoint,
  }));
  await manager.query(
    `update deliveries d set held_because = h.reason, held_since = h.since, due_at = h.until,
       held_endpoint = h.endpoint
     from jsonb_to_recordset($2::jsonb)
       h(key text, reason text, since timestamptz, until timestamptz, endpoint text)
     where d.workspace_id = $1 and d.key = h.key`,
    [workspaceId, JSON.stringify(rows)],
  );
}

/** A delivery whose journey stands at it until an operator decides. */
export interface ForOperator {
  delivery: Pick<DueDelivery, 'key' | 'journeyId' | 'state' | 'step' | 'occurrence'>;
  problem: string;
}

/** Shows deliveries to an operator, whose journeys wait for that: what is too late (S16), what was never told of. */
export async function showToOperator(
  manager: EntityManager,
  workspaceId: string,
  { code, deliveries: late }: { code: 'tooLate' | 'outcomeOverdue'; deliveries: readonly ForOperator[] },
  now: Date,
): Promise<void> {
  if (late.length === 0) return;
  await announce(manager, workspaceId, 'messages');
  const rows = late.map(({ delivery: { key }, problem }) => ({ key, problem }));
  await manager.query(
    `update deliveries d set status = 'needsAttention', problem_code = $3, problem = l.problem,
       held_because = null, held_since = null
     from jsonb_to_recordset($2::jsonb) l(key text, problem text)
     where d.workspace_id = $1 and d.key = l.key`,
    [workspaceId, JSON.stringify(rows), code],
  );
  const waiting = late.map(({ delivery: { journeyId, state } }) => ({
    journeyId,
    state: { ...state, waiting: { for: 'operator' as const } },
  }));
  const positions = await nextEventPositions(
    manager,
    workspaceId,
    waiting.map(({ journeyId }) => journeyId),
  );
  await saveJourneys(manager, workspaceId, waiting, now);
  await insertJourneyEvents(
    manager,
    workspaceId,
    late.flatMap(({ delivery: { journeyId, step, occurrence } }) =>
      eventsOf(journeyId, positions.get(journeyId) ?? 0, [{ kind: 'needsAttention', step, occurrence }]),
    ),
    now,
  );
}

/** Ends what journeys that are over have not had yet; a message that was to be tried again keeps no place (S14). */
export async function endDeliveries(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  const tried = await manager.query<{ accountId: string }[]>(
    `with ended as (
       update deliveries set status = 'ended', finished_at = $3, held_because = null, held_since = null
       where workspace_id = $1 and journey_id = any ($2) and status in ('due', 'needsAttention')
       returning account_id, kind, attempts
     )
     select account_id as "accountId" from ended where kind = any ($4) and attempts > 0`,
    [workspaceId, journeyIds, now, MESSAGE_KINDS],
  );
  await lookAgainAtCapped(manager, workspaceId, accountsOf(tried), now);
}

const accountsOf = (rows: readonly { accountId: string }[]): string[] =>
  rows.map(({ accountId }) => accountId);

/**
 * Begins the attempt of a claim that is still ours and in time (S13); `sending` where it could be lost without a way to
 * tell (S15). The lease then covers the attempt. Returns its number; null: leave it, it was released.
 */
export async function beginAttempt(
  manager: EntityManager,
  { workspaceId, worker, machineNow }: Pick<Claim, 'workspaceId' | 'worker' | 'machineNow'>,
  { key, at }: { key: string; at: Date },
  { status, lease }: { status: 'claimed' | 'sending'; lease: number },
): Promise<number | null> {
  const begunAt = machineNow();
  const rows = await manager.query<{ attempt: number }[]>(
    `with begun as (
       update deliveries set status = $4, claimed_until = $6, attempts = attempts + 1
       where workspace_id = $1 and key = $2 and claimed_by = $3 and status = 'claimed' and claimed_until > $5
       returning key, attempts
     )
     insert into delivery_attempts (workspace_id, key, attempt, at)
     select $1, key, attempts, $7 from begun
     returning attempt`,
    [workspaceId, key, worker, status, begunAt, new Date(begunAt.getTime() + lease), at],
  );
  return rows[0]?.attempt ?? null;
}

/**
 * Gives claims back that this worker has not begun and will not begin (S13), and with them their places where their
 * journeys are over (S14); whatever it has settled stays.
 */
export async function releaseClaims(
  manager: EntityManager,
  { workspaceId, worker, now }: Pick<Claim, 'workspaceId' | 'worker' | 'now'>,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  const ended = await manager.query<{ accountId: string }[]>(
    `with released as (
       update deliveries d set status = case j.status when 'underWay' then 'due' else 'ended' end,
         claimed_by = null, claimed_until = null
       from journeys j
       where d.workspace_id = $1 and d.key = any ($3) and d.claimed_by = $2 and d.status = 'claimed'
         and j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
       returning d.account_id, d.kind, d.status
     )
     select account_id as "accountId" from released where status = 'ended' and kind = any ($4)`,
    [workspaceId, worker, keys, MESSAGE_KINDS],
  );
  await lookAgainAtCapped(manager, workspaceId, accountsOf(ended), now);
}

/**
 * Takes over what dead workers left: a claim goes back to be claimed anew, an attempt that may have had its effect
 * becomes uncertain and is shown to the operator (S15). Claims of journeys that are over give their places back (S14).
 */
export async function releaseLostClaims(
  manager: EntityManager,
  { workspaceId, machineNow, now }: { workspaceId: string; machineNow: Date; now: Date },
): Promise<void> {
  const ended = await manager.query<{ accountId: string }[]>(
    `with lost as (
       select d.key,
         case when d.status = 'sending' then 'uncertain' when j.status = 'underWay' then 'due' else 'ended' end as status
       from deliveries d
       join automations a on a.workspace_id = d.workspace_id and a.automation_id = d.automation_id
       join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
       where d.workspace_id = $1 and d.status in ('claimed', 'sending') and d.claimed_until < $2
       for update of d skip locked
       for share of a skip locked
     ), released as (
       update deliveries d set status = lost.status,
         problem_code = case lost.status when 'uncertain' then '${LOST_WHILE_SENDING}' else d.problem_code end,
         problem = case lost.status when 'uncertain' then
           'The process was lost while it sent this message. It may have arrived.' else d.problem end,
         claimed_by = null, claimed_until = null
       from lost
       where d.workspace_id = $1 and d.key = lost.key
       returning d.key, d.attempts, d.status, d.account_id, d.kind
     ), attempt as (
       update delivery_attempts a set outcome = case r.status when 'uncertain' then 'uncertain' else 'released' end
       from released r
       where a.workspace_id = $1 and a.key = r.key and a.attempt = r.attempts and a.outcome is null
     )
     select account_id as "accountId" from released where status = 'ended' and kind = any ($3)`,
    [workspaceId, machineNow, MESSAGE_KINDS],
  );
  await lookAgainAtCapped(manager, workspaceId, accountsOf(ended), now);
}

/** What became of an attempt, ready to be written. */
export interface Settlement {
  key: string;
  /** The number of the attempt, as it was begun. */
  attempt: number;
  status: 'done' | 'due' | 'accepted' | 'failed' | 'uncertain' | 'ended';
  /** When it is tried again, or by when its outcome is due. */
  dueAt: Date | null;
  result: Record<string, unknown> | null;
  code: string | null;
  problem: string | null;
  attemptOutcome: AttemptOutcome['kind'];
}

/**
 * Writes the outcome of an attempt that is still this worker's, or that others took for lost while it was sending: now
 * it is known. False where the delivery has moved on otherwise.
 */
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
         finished_at = case when $4::text in ('done', 'failed', 'ended') then $10::timestamptz end
       where workspace_id = $1 and key = $2 and attempts = $11
         and (claimed_by = $3 or (status = 'uncertain' and problem_code = '${LOST_WHILE_SENDING}'))
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
      settlement.attempt,
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
  await announce(manager, workspaceId, 'messages');
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
  const keys = (which: InsideResult['kind']): string[] =>
    results.filter(({ kind }) => kind === which).map(({ key }) => key);
  await tellDone(manager, workspaceId, keys('done'), now);
  await tellFailed(manager, workspaceId, keys('lacks'), now);
}
