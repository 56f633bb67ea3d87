import type { EntityManager } from 'typeorm';
import type { OutsideConnector } from '../../connectors/connector.js';
import { connectorOf, type Connectors } from '../../connectors/connectors.js';
import type { Claimed } from '../deliveries/claim.js';
import { holdDeliveries, type HeldDelivery } from '../deliveries/write-deliveries.js';
import { mayCall } from './breaker.js';
import { ENDPOINT_DOWN, lockEndpoints, storeEndpoint } from './endpoint-store.js';

/** Longer than this nothing waits for an endpoint: then it follows `onFailure` or needs attention (S17). */
const LONGEST_WAIT = 3 * 24 * 3_600_000;

/** The endpoint a delivery is about to be sent to; null: none that is watched. */
export function endpointOf(connectors: Connectors, { delivery, prepared }: Claimed): string | null {
  if (prepared.kind !== 'ready') return null;
  const connector = connectorOf(connectors, delivery.action.kind) as OutsideConnector<never>;
  return connector.endpointOf?.(prepared.payload) ?? null;
}

/**
 * Lets those wait whose endpoint is left alone, with that reason, and answers the others. Once the time is over one
 * delivery finds out whether it answers again.
 */
export async function keepWaiting(
  manager: EntityManager,
  connectors: Connectors,
  workspaceId: string,
  claimed: readonly Claimed[],
): Promise<Claimed[]> {
  const targets = claimed.map((one) => ({ one, endpoint: endpointOf(connectors, one) }));
  const endpoints = targets.flatMap(({ endpoint }) => endpoint ?? []);
  const states = await lockEndpoints(manager, workspaceId, [...new Set(endpoints)]);
  const goOn: Claimed[] = [];
  const held: HeldDelivery[] = [];
  for (const { one, endpoint } of targets) {
    const state = endpoint === null ? undefined : states.get(endpoint);
    if (endpoint === null || state === undefined) {
      goOn.push(one);
      continue;
    }
    const { delivery, at } = one;
    const verdict = mayCall(state, delivery.key, at);
    if (verdict.kind === 'wait') {
      const since = delivery.heldBecause === ENDPOINT_DOWN ? (delivery.heldSince ?? at) : at;
      if (at.getTime() - since.getTime() >= LONGEST_WAIT) goOn.push({ ...one, prepared: gaveUp(endpoint) });
      else
        held.push({
          ...{ delivery, endpoint, until: verdict.until },
          held: { reason: ENDPOINT_DOWN, since: since.getTime() },
        });
      continue;
    }
    if (verdict.kind === 'probe') {
      const probing = { ...state, probeKey: delivery.key, probeUntil: verdict.until };
      states.set(endpoint, probing);
      await storeEndpoint(manager, workspaceId, endpoint, probing);
    }
    goOn.push(one);
  }
  await holdDeliveries(manager, workspaceId, held);
  return goOn;
}

const gaveUp = (endpoint: string): Claimed['prepared'] => ({
  kind: 'lacks',
  code: ENDPOINT_DOWN,
  problem: `${endpoint} has not answered for three days, so this was given up. Have it answer, then try again.`,
});
