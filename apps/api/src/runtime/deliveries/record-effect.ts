import type { EntityManager } from 'typeorm';
import type { DoneDelivery, OutsideConnector } from '../../connectors/connector.js';

/** Has a connector record what an effect leaves in the database, and remembers with the result what it says (S22). */
export async function recordEffect(
  manager: EntityManager,
  connector: Pick<OutsideConnector<never>, 'record'>,
  delivery: DoneDelivery,
): Promise<void> {
  const left = await connector.record?.(manager, delivery);
  if (left === undefined) return;
  await manager.query(
    `update deliveries set result = coalesce(result, '{}') || $3::jsonb where workspace_id = $1 and key = $2`,
    [delivery.workspaceId, delivery.key, JSON.stringify(left)],
  );
}
