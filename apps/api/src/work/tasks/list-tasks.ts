import type { Task, TaskDue, TaskFilter, TaskSort, TaskStanding } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import { currencyDigits } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { accountStanding, currenciesInUse, promiseStanding } from '../../billing/billing-reader.js';
import { allOf } from '../../platform/database/all-of.js';
import { ORIGIN_OF_DELIVERY, STEP_COLUMNS, stepWords, type StepRow } from '../listed-step.js';
import { taskPriority } from './task-priority.js';

/** Where a page of tasks goes on. */
export interface TaskPlace {
  priority: number;
  dueOn: string;
  id: string;
}

/** Which tasks are listed. */
export interface TaskQuery extends TaskFilter {
  /** Only this one. */
  id?: string;
  after?: TaskPlace | undefined;
  limit: number;
}

interface TaskRow extends Omit<Task, 'standing' | 'origin' | 'doneAt' | 'createdAt'>, TaskStanding, StepRow {
  journeyId: string;
  createdBy: string | null;
  follows: string | null;
  doneAt: Date | null;
  createdAt: Date;
}

/** Tasks as things stand at an instant: whether they are put off, due and how urgent depends on it. */
export async function listTasks(
  manager: EntityManager,
  { workspaceId, at }: { workspaceId: string; at: Date },
  { id, after, sort = 'priority', limit, ...filter }: TaskQuery,
): Promise<Task[]> {
  const units = await minorUnits(manager, workspaceId);
  const conditions = [
    id === undefined ? undefined : sql`task.id = ${id}::uuid`,
    filter.status && sql`task.status = ${filter.status}`,
    // Of what is done or put off nothing is due.
    filter.due && sql`task.due = ${filter.due} and task.status = 'open'`,
    after && AFTER[sort](after),
  ];
  const { text, values } = render(sql`
    select * from (
      select *, ${taskPriority({
        overdue: sql`overdue`,
        unit: sql`(${JSON.stringify(units)}::jsonb ->> currency)::numeric`,
        streakDays: sql`"streakDays"`,
        brokenPromises: sql`"brokenPromises"`,
        failedContacts: sql`"failedContacts"`,
      })} as priority
      from (${tasksWithStanding(workspaceId, at, filter)}) standing
    ) task
    where ${allOf(sql`true`, ...conditions)}
    order by ${ORDER[sort]}
    limit ${limit}`);
  return (await manager.query<TaskRow[]>(text, values)).map(toTask);
}

const ORDER: Readonly<Record<TaskSort, SqlFragment>> = {
  priority: sql`priority desc, "dueOn", id`,
  due: sql`"dueOn", id`,
  newest: sql`id desc`,
};

const AFTER: Readonly<Record<TaskSort, (place: TaskPlace) => SqlFragment>> = {
  priority: ({ priority, dueOn, id }) =>
    sql`(-priority, "dueOn", id) > (${-priority}::integer, ${dueOn}::date, ${id}::uuid)`,
  due: ({ dueOn, id }) => sql`("dueOn", id) > (${dueOn}::date, ${id}::uuid)`,
  newest: ({ id }) => sql`id < ${id}::uuid`,
};

async function minorUnits(manager: EntityManager, workspaceId: string): Promise<Record<string, number>> {
  const currencies = await currenciesInUse(manager, workspaceId);
  return Object.fromEntries(currencies.map((currency) => [currency, 10 ** currencyDigits(currency)]));
}

/** Done stays done; what is put off is so until its date. */
const statusOn = (today: SqlFragment): SqlFragment =>
  sql`case when t.status = 'done' then 'done' when t.snoozed_until > ${today} then 'snoozed' else 'open' end`;

/** A parameter: as text in a statement it would be a date. */
const TODAY: TaskDue = 'today';

const dueOnDate = (today: SqlFragment): SqlFragment =>
  sql`case when t.due_on < ${today} then 'overdue' when t.due_on = ${today} then ${TODAY}::text else 'later' end`;

/** Contacts of this streak that reached nobody. */
const failedContacts = (streakId: SqlFragment): SqlFragment => sql`(
    select count(*)::integer
    from streaks streak
    join tasks contact on contact.workspace_id = streak.workspace_id and contact.account_id = streak.account_id
    where streak.workspace_id = t.workspace_id and streak.streak_id = ${streakId}
      and contact.outcome in ('noAnswer', 'wrongContact') and contact.done_at >= streak.opened_at
  )`;

function tasksWithStanding(workspaceId: string, at: Date, filter: TaskFilter): SqlFragment {
  const standing = accountStanding(at.getTime());
  const promise = promiseStanding(at.getTime());
  return sql`
    select t.task_id as id, t.delivery_key as delivery, account.key as account, ${standing.name} as "accountName",
      t.title, t.notes, t.due_on as "dueOn", ${dueOnDate(standing.today)} as due, t.assignee,
      ${statusOn(standing.today)} as status,
      case when t.snoozed_until > ${standing.today} then t.snoozed_until end as "snoozedUntil",
      account.currency, ${standing.overdue} as overdue, ${standing.streakDays} as "streakDays",
      ${promise.latest} as promise, ${promise.broken} as "brokenPromises",
      ${failedContacts(standing.streakId)} as "failedContacts",
      origin.*, t.created_by as "createdBy", t.follows_task_id as follows,
      t.outcome, t.outcome_note as "outcomeNote", t.done_at as "doneAt", t.done_by as "doneBy",
      (select next.task_id from tasks next
       where next.workspace_id = t.workspace_id and next.follows_task_id = t.task_id
       order by next.task_id desc limit 1) as "followUp",
      t.promise_hold_id as "promiseHold", t.created_at as "createdAt"
    from tasks t
    join accounts account on account.workspace_id = t.workspace_id and account.account_id = t.account_id
    ${standing.joins}
    ${promise.joins}
    left join lateral (
      select ${STEP_COLUMNS}, d.journey_id as "journeyId" from deliveries d ${ORIGIN_OF_DELIVERY}
      where d.workspace_id = t.workspace_id and d.key = t.delivery_key
    ) origin on true
    where ${allOf(sql`t.workspace_id = ${workspaceId}::uuid`, ...narrowed(filter))}`;
}

function narrowed({ account, status, due, assigneeKind, assignee }: TaskFilter): (SqlFragment | undefined)[] {
  const isOpen = due !== undefined || (status !== undefined && status !== 'done');
  return [
    account === undefined ? undefined : sql`account.key = ${account}`,
    isOpen ? sql`t.status = 'open'` : status && sql`t.status = 'done'`,
    assigneeKind === 'nobody'
      ? sql`t.assignee is null`
      : assigneeKind && sql`t.assignee ->> 'kind' = ${assigneeKind}`,
    assignee === undefined
      ? undefined
      : sql`lower(coalesce(t.assignee ->> 'email', t.assignee ->> 'name')) = lower(${assignee}::text)`,
  ];
}

function toTask({
  currency,
  overdue,
  streakDays,
  promise,
  brokenPromises,
  failedContacts,
  automationId,
  automation,
  step,
  stepDocument,
  journeyId,
  createdBy,
  follows,
  ...row
}: TaskRow): Task {
  return {
    ...row,
    standing: { currency, overdue, streakDays, promise, brokenPromises, failedContacts },
    origin:
      createdBy === null
        ? {
            kind: 'automation',
            ...{ automationId, automation, step, journeyId },
            stepLabel: stepWords(step, stepDocument),
          }
        : { kind: 'person', by: createdBy, follows },
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
