import type { DeliveryOutcome } from '@dunwell/contract';
import { isProviderAction } from '@dunwell/language';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { OutsideConnector } from '../../connectors/connector.js';
import { connectorOf, type Connectors } from '../../connectors/connectors.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { announce } from '../../platform/notify/announce.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { tellDone, tellFailed } from '../tell/tell-deliveries.js';
import { advanceJourneys } from './advance-journeys.js';
import { lockDelivery, type LockedDelivery } from './lock-delivery.js';
import { recordEffect } from './record-effect.js';
import { markNeedsAttention } from './write-deliveries.js';

/** Statuses in which a journey that is under way still stands at the delivery. */
const OPEN: ReadonlySet<string> = new Set(['accepted', 'claimed', 'due', 'needsAttention', 'uncertain']);

/**
 * What a provider tells of a command that it has been given, whenever it comes: before its taking was noted, between two
 * attempts, or late. The same may be told again; another one than is known already is refused, and so is one of a
 * command that was never given. Returns whether it was news.
 */
export async function recordOutcome(
  manager: EntityManager,
  connectors: Connectors,
  { workspaceId, key, told }: { workspaceId: string; key: string; told: DeliveryOutcome },
  now: Date,
): Promise<boolean> {
  const delivery = await lockDelivery(manager, workspaceId, key);
  if (!delivery || !isProviderAction(delivery.kind)) throw notFound('command with the delivery key', key);
  if (isDeepStrictEqual(delivery.result?.told, told)) return false;
  const status = told.outcome;
  if (delivery.status === status) return false;
  refuseUnexpected(delivery);
  await settleTold(manager, { workspaceId, key, told }, now);
  await announce(manager, workspaceId, 'messages');
  if (status === 'done') {
    const { accountId, payload } = delivery;
    const connector = connectorOf(connectors, delivery.kind) as OutsideConnector<never>;
    const done = { workspaceId, key, accountId, payload: payload ?? {}, result: { told }, now };
    await recordEffect(manager, connector, done);
    await tellDone(manager, workspaceId, [key], now);
  } else await tellFailed(manager, workspaceId, [key], now);
  if (!delivery.journeyUnderWay || !OPEN.has(delivery.status)) return true;
  const { step, occurrence } = delivery;
  const versions = new VersionsInWorkspace(manager, workspaceId);
  const moved = [{ ...delivery, outcome: { step, occurrence, result: status } }];
  const forOperator = await advanceJourneys(manager, workspaceId, versions, moved, now);
  if (forOperator.size > 0) await markNeedsAttention(manager, workspaceId, [key]);
  return true;
}

/** What was decided stands, but of a command that was skipped it may still be told. */
function refuseUnexpected({ key, status, attempts }: LockedDelivery): void {
  if (attempts === 0) {
    throw conflict('notGiven', `The command of the delivery ${key} has not been given yet; it is ${status}.`);
  }
  if (status === 'done' || status === 'failed') {
    throw conflict('outcomeKnown', `What became of the delivery ${key} is known already: it is ${status}.`);
  }
}

/** Writes the outcome, with whatever attempt was being made, whose own answer then changes nothing any more. */
async function settleTold(
  manager: EntityManager,
  { workspaceId, key, told }: { workspaceId: string; key: string; told: DeliveryOutcome },
  now: Date,
): Promise<void> {
  const failed = told.outcome === 'failed';
  await manager.query(
    `with settled as (
       update deliveries set status = $3, result = coalesce(result, '{}') || $4::jsonb, problem_code = $5, problem = $6,
         claimed_by = null, claimed_until = null, held_because = null, held_since = null, finished_at = $7
       where workspace_id = $1 and key = $2
       returning key, attempts
     )
     update delivery_attempts a set outcome = $8, detail = $6
     from settled s where a.workspace_id = $1 and a.key = s.key and a.attempt = s.attempts`,
    [
      workspaceId,
      key,
      told.outcome,
      JSON.stringify({ told, ...(failed && { failure: { code: told.code, kind: told.kind ?? null } }) }),
      failed ? 'commandFailed' : null,
      failed ? failureWords(told) : null,
      now,
      failed ? 'refused' : 'done',
    ],
  );
}

function failureWords({ code = '', kind, message }: DeliveryOutcome): string {
  const helps =
    kind === 'hard' ? ' Trying again will not help.' : kind === 'soft' ? ' It may work later.' : '';
  return `The provider could not do it: ${code}${message === undefined ? '' : ` (${message})`}.${helps}`;
}
