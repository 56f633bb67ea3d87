import type { EvaluationDay, EvaluationFunnel } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../../platform/database/all-of.js';

interface DayRow extends Omit<EvaluationDay, 'funnel' | 'firstAt' | 'lastAt'>, EvaluationFunnel {
  firstAt: Date;
  lastAt: Date;
}

/** The dates of an automation that were evaluated, the newest first, each with the sums of its zones. */
export async function listDays(
  manager: EntityManager,
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
  { date, before, limit }: { date?: string; before?: string | undefined; limit: number },
): Promise<EvaluationDay[]> {
  const { text, values } = render(sql`
    select e.business_date as date,
      case when bool_or(e.kind = 'scheduled') then 'scheduled' else min(e.kind) end as kind,
      min(e.gap_from) as "gapFrom", array_agg(distinct e.version order by e.version) as versions,
      case when bool_and(e.status = 'done') then 'finished' else 'running' end as status,
      count(*)::integer as zones, min(e.at) as "firstAt", max(e.at) as "lastAt",
      (array_agg(e.last_error order by e.proposed_at desc) filter (where e.last_error is not null))[1] as "lastError",
      sum(e.looked_at)::integer as "lookedAt", sum(e.candidates)::integer as candidates,
      sum(e.matched)::integer as matched, sum(e.entered)::integer as entered,
      sum(e.already_entered)::integer as "alreadyEntered",
      sum(e.ended_before_acting)::integer as "endedBeforeActing", sum(e.missed)::integer as missed,
      sum(e.errors)::integer as errors, sum(e.disagreements)::integer as disagreements,
      sum(e.duration_ms)::integer as "durationMs",
      (
        select coalesce(jsonb_object_agg(held.reason, held.count), '{}')
        from (
          select reasons.key as reason, sum(reasons.value::integer)::integer as count
          from evaluations zone, jsonb_each_text(zone.held_back) reasons
          where zone.workspace_id = ${workspaceId}::uuid and zone.automation_id = ${automationId}::uuid
            and zone.business_date = e.business_date
          group by reasons.key
        ) held
      ) as "heldBack"
    from evaluations e
    where ${allOf(
      sql`e.workspace_id = ${workspaceId}::uuid`,
      sql`e.automation_id = ${automationId}::uuid`,
      date === undefined ? undefined : sql`e.business_date = ${date}::date`,
      before === undefined ? undefined : sql`e.business_date < ${before}::date`,
    )}
    group by e.business_date
    order by e.business_date desc
    limit ${limit}`);
  return (await manager.query<DayRow[]>(text, values)).map(toDay);
}

function toDay({
  date,
  kind,
  gapFrom,
  versions,
  status,
  zones,
  firstAt,
  lastAt,
  lastError,
  ...funnel
}: DayRow): EvaluationDay {
  return {
    ...{ date, kind, gapFrom, versions, status, zones, lastError, funnel },
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}
