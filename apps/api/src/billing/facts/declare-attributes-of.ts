import type { EntityManager } from 'typeorm';

/** Declares the attributes of one workspace in another that has none, each with its type (S18). */
export async function declareAttributesOf(
  manager: EntityManager,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await manager.query(
    `insert into attribute_definitions (workspace_id, subject, name, type)
     select $2, subject, name, type from attribute_definitions where workspace_id = $1`,
    [from, to],
  );
}
