import { joinSql, sql, type SqlFragment } from '@dunwell/engine';
import { accountStanding, brokenPromises, localDate } from '../../billing/billing-reader.js';
import { startOfLastDates } from '../../platform/clock/days-before.js';

/** For how many dates a broken promise waits for somebody, and an evaluation that failed for some of its subjects. */
const PROMISE_WAITS = 30;
const EVALUATION_WAITS = 7;

/**
 * Everything that waits for a person at an instant, as rows of one shape: what it is and why, whom and which step it is
 * about, what is at stake, since when it waits. What is paid, or what somebody saw to, does not wait any more.
 */
export function waitingSql({ workspaceId, now }: { workspaceId: string; now: Date }): SqlFragment {
  const standing = accountStanding(now.getTime());
  const sources = [
    deliveriesToDecide(workspaceId),
    promisesBroken(workspaceId, now),
    evaluationsFailed(workspaceId, now),
    largeRuns(workspaceId),
  ];
  return sql`
    select waiting.*, account.key as account, ${standing.name} as "accountName", account.currency,
      coalesce(waiting.promised, ${standing.overdue}) as amount, a.name as automation,
      v.document -> 'steps' -> waiting.step as "stepDocument",
      case when waiting.kind = 'brokenPromise' then ${localDate(sql`(waiting.since - interval '1 microsecond')`)} end
        as "lastDate"
    from (${joinSql(sources, ' union all ')}) waiting
    left join accounts account
      on account.workspace_id = ${workspaceId}::uuid and account.account_id = waiting.account_id
    left join automations a
      on a.workspace_id = ${workspaceId}::uuid and a.automation_id = waiting."automationId"
    left join automation_versions v
      on v.workspace_id = ${workspaceId}::uuid and v.automation_id = waiting."automationId"
      and v.version = waiting.version
    ${standing.joins}
    where waiting.kind <> 'brokenPromise' or ${standing.overdue} > 0`;
}

function deliveriesToDecide(workspaceId: string): SqlFragment {
  return sql`
    select 'delivery:' || d.key as id,
      case d.status when 'uncertain' then 'uncertainMessage' else 'delivery' end as kind,
      coalesce(d.problem_code, 'unexpectedError') as code, coalesce(d.problem, '') as words,
      d.account_id, d.automation_id as "automationId", d.step_id as step, j.version,
      coalesce(
        (select max(attempt.at) from delivery_attempts attempt
         where attempt.workspace_id = d.workspace_id and attempt.key = d.key),
        d.first_due_at) as since,
      d.key as delivery, null::uuid as hold, null::date as date, null::text as "timeZone",
      null::bigint as promised, j.status = 'underWay' as "canGoOn"
    from deliveries d
    join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
    where d.workspace_id = ${workspaceId}::uuid and d.status in ('needsAttention', 'uncertain')`;
}

/** A task made after it was broken says that somebody sees to it. */
function promisesBroken(workspaceId: string, now: Date): SqlFragment {
  const since = startOfLastDates(now, PROMISE_WAITS, 'UTC').getTime();
  return sql`
    select 'hold:' || promise.hold_id, 'brokenPromise', 'promiseBroken', '',
      promise.account_id, null::uuid, null::text, null::integer,
      promise.broken_at, null::text, promise.hold_id, null::date, null::text, promise.promised_amount, true
    from (${brokenPromises(workspaceId, { since, at: now.getTime() })}) promise
    where not exists (
      select from tasks task
      where task.workspace_id = ${workspaceId}::uuid and task.account_id = promise.account_id
        and task.created_at >= promise.broken_at
    )`;
}

function evaluationsFailed(workspaceId: string, now: Date): SqlFragment {
  const since = startOfLastDates(now, EVALUATION_WAITS, 'UTC');
  return sql`
    select 'evaluation:' || e.automation_id || ':' || e.time_zone || ':' || e.business_date, 'failedEvaluation',
      case when e.status <> 'done' then 'evaluationFailed' when e.errors > 0 then 'subjectsFailed' else 'disagreement' end,
      coalesce(e.last_error, ''), null::uuid, e.automation_id, null::text, null::integer,
      coalesce(e.finished_at, e.proposed_at), null::text, null::uuid, e.business_date, e.time_zone, null::bigint,
      e.status <> 'done'
    from evaluations e
    join automations a on a.workspace_id = e.workspace_id and a.automation_id = e.automation_id
    where e.workspace_id = ${workspaceId}::uuid
      and ((e.status <> 'done' and e.last_error is not null and a.status = 'live')
        or (e.status = 'done' and e.errors + e.disagreements > 0
          and e.finished_at > ${since}::timestamptz))`;
}

/** Runs that would act on far more than ever, and wait for a person (S10). */
function largeRuns(workspaceId: string): SqlFragment {
  return sql`
    select 'run:' || l.automation_id || ':' || l.time_zone, 'largeRun', 'farMoreThanEver',
      l.waiting_subjects || ' would be acted on; in its last 35 evaluations it was never more than '
        || l.waiting_largest || '.',
      null::uuid, l.automation_id, null::text, null::integer, l.waiting_since, null::text, null::uuid,
      l.waiting_date, l.time_zone, null::bigint, a.status = 'live'
    from evaluation_lanes l
    join automations a on a.workspace_id = l.workspace_id and a.automation_id = l.automation_id
    where l.workspace_id = ${workspaceId}::uuid and l.waiting_since is not null and a.status in ('live', 'paused')`;
}
