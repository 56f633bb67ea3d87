import type { EntryHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/**
 * When an automation last started with each of these subjects before a date, by path (S11); for a date that is decided
 * late also what started in the `days` after it, since two starts would then be as close.
 */
export async function startHistory(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string; date: string; days: number },
  subjectIds: readonly string[],
): Promise<(subjectId: string) => EntryHistory> {
  const rows = await manager.query<{ subjectId: string; path: string; lastOn: string }[]>(
    `select subject_id as "subjectId", path, max(business_date) as "lastOn" from entry_keys
     where workspace_id = $1 and automation_id = $2 and business_date < $3::date + $5::integer and subject_id = any ($4)
       and journey_id is not null
     group by subject_id, path`,
    [of.workspaceId, of.automationId, of.date, subjectIds, of.days],
  );
  const starts = new Map(rows.map(({ subjectId, path, lastOn }) => [`${subjectId} ${path}`, lastOn]));
  return (subjectId) => ({ lastStartOn: (path) => starts.get(`${subjectId} ${path.join('>')}`) ?? null });
}
