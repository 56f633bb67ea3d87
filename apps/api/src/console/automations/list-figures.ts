import type { EntityManager } from 'typeorm';

/** What an automation did and has under way, as its summary shows it. */
export interface AutomationFigures {
  automationId: string;
  lastRun: { date: string; finished: boolean } | null;
  underWay: number;
  missed: number;
  needsAttention: number;
  /** Entries by date, dates with none left out. */
  entered: { date: string; entered: number }[];
  paused: { since: string; by: string | null } | null;
}

/** Figures of automations, by their ids; entries of the dates from one on. */
export async function listFigures(
  manager: EntityManager,
  {
    workspaceId,
    automationIds,
    since,
  }: { workspaceId: string; automationIds: readonly string[]; since: string },
): Promise<Map<string, AutomationFigures>> {
  const rows = await manager.query<AutomationFigures[]>(FIGURES, [workspaceId, automationIds, since]);
  return new Map(rows.map((row) => [row.automationId, row]));
}

/** An automation paused before it was kept since when was live until then. */
const FIGURES = `
  select a.automation_id as "automationId",
    (
      select json_build_object('date', e.business_date, 'finished', bool_and(e.status = 'done'))
      from evaluations e
      where e.workspace_id = a.workspace_id and e.automation_id = a.automation_id and e.kind = 'scheduled'
      group by e.business_date order by e.business_date desc limit 1
    ) as "lastRun",
    (
      select count(*)::integer from journeys j
      where j.workspace_id = a.workspace_id and j.automation_id = a.automation_id and j.status = 'underWay'
    ) as "underWay",
    (
      select count(*)::integer from matches m
      where m.workspace_id = a.workspace_id and m.automation_id = a.automation_id and m.outcome = 'missed'
    ) as missed,
    (
      select count(*)::integer from deliveries d
      where d.workspace_id = a.workspace_id and d.automation_id = a.automation_id
        and d.status in ('needsAttention', 'uncertain')
    ) as "needsAttention",
    (
      select coalesce(json_agg(json_build_object('date', day.business_date, 'entered', day.entered)), '[]')
      from (
        select e.business_date, sum(e.entered)::integer as entered from evaluations e
        where e.workspace_id = a.workspace_id and e.automation_id = a.automation_id and e.business_date >= $3::date
        group by e.business_date
      ) day
    ) as entered,
    case when a.status = 'paused' then json_build_object(
      'since', coalesce(a.status_changed_at, (
        select max(p.to_at) from automation_live_periods p
        where p.workspace_id = a.workspace_id and p.automation_id = a.automation_id
      )),
      'by', a.status_changed_by
    ) end as paused
  from automations a
  where a.workspace_id = $1 and a.automation_id = any ($2::uuid[])`;
