import { isProviderAction } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { OutsideConnector } from '../../connectors/connector.js';
import { connectorOf, type Connectors } from '../../connectors/connectors.js';
import type { LockedDelivery } from './lock-delivery.js';
import { recordEffect } from './record-effect.js';

/**
 * What commands leave in the database whose outcome a person confirms, the same as where a provider tells it (S22). One
 * that was never given has had no effect.
 */
export async function recordConfirmedCommands(
  manager: EntityManager,
  connectors: Connectors,
  workspaceId: string,
  deliveries: readonly LockedDelivery[],
  now: Date,
): Promise<void> {
  const given = deliveries.filter(({ kind, attempts }) => isProviderAction(kind) && attempts > 0);
  // Accounts are locked in the order of their ids, as billing writes do.
  for (const { key, kind, accountId, payload, result } of given.toSorted(byAccount)) {
    if (payload === null) continue;
    const connector = connectorOf(connectors, kind) as OutsideConnector<never>;
    await recordEffect(manager, connector, {
      workspaceId,
      key,
      accountId,
      payload,
      result: result ?? {},
      now,
    });
  }
}

const byAccount = (a: LockedDelivery, b: LockedDelivery): number =>
  a.accountId < b.accountId ? -1 : Number(a.accountId > b.accountId);
