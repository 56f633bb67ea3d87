import type { DeliveryDecision } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { tellDone } from '../tell/tell-deliveries.js';
import { advanceJourneys } from './advance-journeys.js';
import { lockDelivery } from './lock-delivery.js';

/**
 * What an operator decides about a delivery that needs attention or is uncertain (S15, S17): try it again, or let its
 * journey go on with or without it. Everything else is refused and changes nothing.
 */
export async function decideDelivery(
  manager: EntityManager,
  workspaceId: string,
  key: string,
  decision: DeliveryDecision,
  now: Date,
): Promise<void> {
  const delivery = await lockDelivery(manager, workspaceId, key);
  if (!delivery) throw notFound('delivery', key);
  const { status, step, occurrence, journeyUnderWay } = delivery;
  if (status !== 'needsAttention' && status !== 'uncertain') {
    throw conflict(
      'nothingToDecide',
      `The delivery is ${status}; only one that needs attention or is uncertain is decided by a person.`,
    );
  }
  if (decision === 'retry' && !journeyUnderWay) {
    throw conflict(
      'journeyIsOver',
      'Its journey is over, so that it is not tried again. Confirm it or skip it.',
    );
  }
  await manager.query(
    `update deliveries set status = $3::text, due_at = case when $3::text = 'due' then $4::timestamptz else due_at end,
       finished_at = case when $3::text = 'due' then null else $4::timestamptz end
     where workspace_id = $1 and key = $2`,
    [workspaceId, key, STATUS_AFTER[decision], now],
  );
  await announce(manager, workspaceId, 'messages');
  if (decision === 'confirm') await tellDone(manager, workspaceId, [key], now);
  if (decision === 'retry' || !journeyUnderWay) return;
  const result = decision === 'confirm' ? 'done' : 'skipped';
  const versions = new VersionsInWorkspace(manager, workspaceId);
  const moved = [{ ...delivery, outcome: { step, occurrence, result } as const }];
  await advanceJourneys(manager, workspaceId, versions, moved, now);
}

const STATUS_AFTER: Readonly<Record<DeliveryDecision, string>> = {
  retry: 'due',
  confirm: 'done',
  skip: 'ended',
};
