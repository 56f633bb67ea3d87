import type { DeliveryDecision } from '@dunwell/contract';
import { PROVIDER_ACTIONS } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { recordConfirmed } from '../../connectors/email/record-confirmed.js';
import type { Connectors } from '../../connectors/connectors.js';
import { announce } from '../../platform/notify/announce.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { tellDone } from '../tell/tell-deliveries.js';
import { advanceJourneys } from './advance-journeys.js';
import { recordConfirmedCommands } from './confirm-commands.js';
import { MESSAGE_KINDS } from './contact-places.js';
import { lockDeliveries, type LockedDelivery } from './lock-delivery.js';
import { lookAgainAtCapped } from './look-again-at-capped.js';

/**
 * What an operator decides about deliveries that need attention or are uncertain (S15, S17): try them again, or let
 * their journeys go on with or without them. Where one of them cannot be decided so, all are refused and nothing changes.
 */
export async function decideDeliveries(
  manager: EntityManager,
  connectors: Connectors,
  workspaceId: string,
  { keys, decision }: { keys: readonly string[]; decision: DeliveryDecision },
  now: Date,
): Promise<void> {
  const deliveries = await lockDeliveries(manager, workspaceId, keys);
  const found = new Set(deliveries.map(({ key }) => key));
  const unknown = keys.find((key) => !found.has(key));
  if (unknown !== undefined) throw notFound('delivery', unknown);
  for (const delivery of deliveries) refuseUndecidable(delivery, decision);
  if (decision === 'confirm') await recordConfirmed(manager, workspaceId, keys);
  await manager.query(
    `update deliveries set status = $3::text, due_at = case when $3::text = 'due' then $4::timestamptz else due_at end,
       finished_at = case when $3::text = 'due' then null else $4::timestamptz end,
       -- a command that is given anew says what is owed by then
       payload = case when $3::text = 'due' and kind = any ($5) then null else payload end,
       result = case when $3::text = 'due' and kind = any ($5) then null else result end
     where workspace_id = $1 and key = any ($2)`,
    [workspaceId, keys, STATUS_AFTER[decision], now, PROVIDER_ACTIONS],
  );
  await announce(manager, workspaceId, 'messages');
  if (decision === 'confirm') {
    await recordConfirmedCommands(manager, connectors, workspaceId, deliveries, now);
    await tellDone(manager, workspaceId, keys, now);
  }
  if (decision === 'skip') {
    const messages = deliveries.filter(({ kind }) => MESSAGE_KINDS.includes(kind));
    await lookAgainAtCapped(
      manager,
      workspaceId,
      messages.map(({ accountId }) => accountId),
      now,
    );
  }
  if (decision === 'retry') return;
  const result = decision === 'confirm' ? 'done' : 'skipped';
  const moved = deliveries
    .filter(({ journeyUnderWay }) => journeyUnderWay)
    .map((delivery) => {
      const { step, occurrence } = delivery;
      return { ...delivery, outcome: { step, occurrence, result } as const };
    });
  await advanceJourneys(manager, workspaceId, new VersionsInWorkspace(manager, workspaceId), moved, now);
}

function refuseUndecidable(
  { key, status, journeyUnderWay }: LockedDelivery,
  decision: DeliveryDecision,
): void {
  if (status !== 'needsAttention' && status !== 'uncertain') {
    throw conflict(
      'nothingToDecide',
      `The delivery ${key} is ${status}; only one that needs attention or is uncertain is decided by a person.`,
    );
  }
  if (decision === 'retry' && !journeyUnderWay) {
    throw conflict(
      'journeyIsOver',
      `The journey of the delivery ${key} is over, so that it is not tried again. Confirm it or skip it.`,
    );
  }
}

const STATUS_AFTER: Readonly<Record<DeliveryDecision, string>> = {
  retry: 'due',
  confirm: 'done',
  skip: 'ended',
};
