import { MATCH_OUTCOMES, type MatchOutcome } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

/** What became of those who matched on a date, in all zones. */
export async function countOutcomes(
  manager: EntityManager,
  { workspaceId, automationId, date }: { workspaceId: string; automationId: string; date: string },
): Promise<Record<MatchOutcome, number>> {
  const rows = await manager.query<{ outcome: MatchOutcome; count: number }[]>(
    `select outcome, count(*)::integer as count from matches
     where workspace_id = $1 and automation_id = $2 and business_date = $3 group by outcome`,
    [workspaceId, automationId, date],
  );
  const counts = new Map(rows.map(({ outcome, count }) => [outcome, count]));
  return Object.fromEntries(MATCH_OUTCOMES.map((outcome) => [outcome, counts.get(outcome) ?? 0])) as Record<
    MatchOutcome,
    number
  >;
}
