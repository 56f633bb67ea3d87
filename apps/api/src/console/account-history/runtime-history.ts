import { identifier, sql, type SqlFragment } from '@dunwell/engine';
import type { HistorySource } from '../../billing/billing-reader.js';
import { subjectReference } from '../../runtime/subject-keys.js';

/** The subject of a row, without its account, which is that of the history. */
const subjectOf = (row: string): SqlFragment => sql`(${subjectReference(row)}::jsonb - 'account')`;

/** Whose automation a row named `row` is, as JSON; it is joined as `automation`. */
const byAutomation = (row: string): SqlFragment =>
  sql`jsonb_build_object('automationId', automation.automation_id, 'automation', automation.name,
        'version', ${identifier(row)}.version, 'subject', ${subjectOf(row)})`;

const AUTOMATION = (workspaceSql: SqlFragment, row: string): SqlFragment =>
  sql`join automations automation
      on automation.workspace_id = ${workspaceSql} and automation.automation_id = ${identifier(row)}.automation_id`;

/** The step of a delivery in the version its journey runs on, which is joined as `version`. */
const STEP = sql`version.document -> 'steps' -> delivery.step_id`;

const JOURNEY_OF_DELIVERY = (workspaceSql: SqlFragment): SqlFragment =>
  sql`join journeys journey on journey.workspace_id = ${workspaceSql} and journey.journey_id = delivery.journey_id
    join automation_versions version
      on version.workspace_id = ${workspaceSql} and version.automation_id = journey.automation_id
      and version.version = journey.version
    ${AUTOMATION(workspaceSql, 'journey')}`;

/** Whether facts that a decision of `decided_at` was made on, as of its date, were changed afterwards (S7). */
const FACTS_CHANGED = (workspaceSql: SqlFragment): SqlFragment =>
  sql`exists (
        select from account_changes change
        where change.workspace_id = ${workspaceSql} and change.account_id = match.account_id
          and change.recorded_at > match.decided_at
          and change.earliest_at <= (match.business_date + 1)::timestamp at time zone match.time_zone
          and change.earliest_at < match.decided_at
      )`;

/** What automations decided about an account and did, each found by the account alone. */
export const RUNTIME_HISTORY = {
  entered: ({ workspaceSql, accountSql }) => sql`
    select journey.entered_at as at, journey.journey_id::text as id, 'entered' as kind,
      ${byAutomation('journey')} || jsonb_build_object('journeyId', journey.journey_id, 'path', to_jsonb(journey.path),
        'decidedFor', journey.business_date, 'explanation', match.explanation,
        'factsChanged', ${FACTS_CHANGED(workspaceSql)}) as detail
    from journeys journey
    ${AUTOMATION(workspaceSql, 'journey')}
    left join matches match
      on match.workspace_id = ${workspaceSql} and match.automation_id = journey.automation_id
      and match.subject_id = journey.subject_id and match.business_date = journey.business_date
    where journey.workspace_id = ${workspaceSql} and journey.account_id = ${accountSql}`,

  ended: ({ workspaceSql, accountSql }) => sql`
    select journey.ended_at as at, journey.journey_id || ' ended' as id, 'journeyEnded' as kind,
      ${byAutomation('journey')} || jsonb_build_object('journeyId', journey.journey_id, 'status', journey.status,
        'because', journey.ended_because) as detail
    from journeys journey
    ${AUTOMATION(workspaceSql, 'journey')}
    where journey.workspace_id = ${workspaceSql} and journey.account_id = ${accountSql}
      and journey.ended_at is not null`,

  passedBy: ({ workspaceSql, accountSql }) => sql`
    select match.decided_at as at,
      concat_ws(' ', match.automation_id, match.subject_id, match.business_date) as id,
      case when match.missed_because is null then 'notActedOn' else 'missed' end as kind,
      ${byAutomation('match')} || jsonb_build_object('decidedFor', match.business_date,
        'factsChanged', ${FACTS_CHANGED(workspaceSql)})
      || case when match.missed_because is null then jsonb_build_object('because', match.outcome)
        else jsonb_build_object('because', match.missed_because, 'dismissed', match.outcome = 'dismissed') end as detail
    from matches match
    ${AUTOMATION(workspaceSql, 'match')}
    where match.workspace_id = ${workspaceSql} and match.account_id = ${accountSql}
      and match.outcome in ('missed', 'dismissed', 'endedBeforeActing', 'excluded')`,

  heldBack: ({ workspaceSql, accountSql }) => sql`
    select coalesce(delivery.held_since, delivery.first_due_at) as at, delivery.key || ' held' as id,
      'heldBack' as kind, ${byAutomation('journey')} || jsonb_build_object('delivery', delivery.key,
        'reason', delivery.held_because, 'stepOfDelivery', ${STEP}, 'actionOfDelivery', delivery.action) as detail
    from deliveries delivery
    ${JOURNEY_OF_DELIVERY(workspaceSql)}
    where delivery.workspace_id = ${workspaceSql} and delivery.account_id = ${accountSql}
      and delivery.status = 'due' and delivery.held_because is not null`,

  messages: ({ workspaceSql, accountSql }) => sql`
    select message.sent_at as at, message.delivery_key as id, 'messageSent' as kind,
      ${byAutomation('journey')} || jsonb_build_object('delivery', delivery.key, 'title', message.subject,
        'audience', message.audience, 'recipients', to_jsonb(message.recipients),
        'stepOfDelivery', ${STEP}, 'actionOfDelivery', delivery.action) as detail
    from messages message
    join deliveries delivery on delivery.workspace_id = ${workspaceSql} and delivery.key = message.delivery_key
    ${JOURNEY_OF_DELIVERY(workspaceSql)}
    where message.workspace_id = ${workspaceSql} and message.account_id = ${accountSql}`,

  tasks: ({ workspaceSql, accountSql }) => sql`
    select task.created_at as at, task.task_id::text as id, 'taskCreated' as kind,
      ${byAutomation('journey')} || jsonb_build_object('task', task.task_id, 'title', task.title,
        'dueOn', task.due_on, 'status', task.status) as detail
    from tasks task
    join deliveries delivery on delivery.workspace_id = ${workspaceSql} and delivery.key = task.delivery_key
    ${JOURNEY_OF_DELIVERY(workspaceSql)}
    where task.workspace_id = ${workspaceSql} and task.account_id = ${accountSql}`,

  mail: (owner) =>
    effects(owner, sql`delivery.status <> 'done' and delivery.kind in ('emailCustomer', 'emailTeam')`),

  effects: (owner) =>
    effects(
      owner,
      sql`delivery.kind not in ('emailCustomer', 'emailTeam')
      and (delivery.status <> 'done' or delivery.kind <> 'createTask')`,
    ),
} as const satisfies Readonly<Record<string, HistorySource>>;

/** Effects that were had or did not come off; messages that left and tasks that were made have entries of their own. */
function effects(
  { workspaceSql, accountSql }: Parameters<HistorySource>[0],
  which: SqlFragment,
): SqlFragment {
  return sql`
    select coalesce(delivery.finished_at, delivery.first_due_at) as at, delivery.key as id, 'effect' as kind,
      ${byAutomation('journey')} || jsonb_build_object('delivery', delivery.key, 'action', delivery.kind,
        'status', delivery.status, 'problem', delivery.problem,
        'stepOfDelivery', ${STEP}, 'actionOfDelivery', delivery.action) as detail
    from deliveries delivery
    ${JOURNEY_OF_DELIVERY(workspaceSql)}
    where delivery.workspace_id = ${workspaceSql} and delivery.account_id = ${accountSql}
      and delivery.status in ('accepted', 'done', 'failed', 'needsAttention', 'uncertain') and ${which}`;
}
