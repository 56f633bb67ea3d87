import type { EntityManager } from 'typeorm';
import type { DecidedSubject } from './decide-entries.js';

/** When an entry key was taken, and by which journey; none where it was skipped as backlog (S12). */
export interface TakenKey {
  date: string;
  journeyId: string | null;
}

/** Those of the entry keys decided on that are taken (S11), by key. */
export async function takenKeys(
  manager: EntityManager,
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
  decided: readonly DecidedSubject[],
): Promise<Map<string, TakenKey>> {
  const keys = decided.flatMap(({ decision }) => (decision.kind === 'enter' ? [decision.key] : []));
  if (keys.length === 0) return new Map();
  const rows = await manager.query<({ key: string } & TakenKey)[]>(
    `select entry_key as key, business_date as date, journey_id as "journeyId" from entry_keys
     where workspace_id = $1 and automation_id = $2 and entry_key = any ($3)`,
    [workspaceId, automationId, keys],
  );
  return new Map(rows.map(({ key, date, journeyId }) => [key, { date, journeyId }]));
}
