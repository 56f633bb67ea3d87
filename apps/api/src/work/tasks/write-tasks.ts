import type { ChangeTaskRequest, CompleteTaskRequest, CreateTaskRequest, NextStep } from '@dunwell/contract';
import type { Assignee } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { placeHold } from '../../billing/billing-holds.js';
import { accountZones, momentOf, resolveAccountKeys } from '../../billing/billing-reader.js';
import { newId } from '../../platform/database/ids.js';
import { AppError, conflict, invalidRequest, notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';

/** Who writes, and when in business time. */
export interface TaskWriter {
  workspaceId: string;
  by: string;
  now: Date;
}

/** Makes a task about an account; returns its id. */
export async function createTask(
  manager: EntityManager,
  writer: TaskWriter,
  request: CreateTaskRequest,
): Promise<string> {
  const ids = await resolveAccountKeys(manager, writer.workspaceId, [request.account]);
  const accountId = ids.get(request.account);
  if (accountId === undefined) throw notFound('account', request.account);
  return insertTask(manager, writer, { ...request, accountId });
}

/** Assigns, puts off or rewords a task that is not done. */
export async function changeTask(
  manager: EntityManager,
  writer: TaskWriter,
  { taskId, change }: { taskId: string; change: ChangeTaskRequest },
): Promise<void> {
  const task = await lockTask(manager, writer.workspaceId, taskId);
  if (task.status === 'done') throw conflict('taskIsDone', 'The task is done; reopen it to change it.');
  const { title, notes, dueOn, assignee, snoozedUntil } = change;
  if (typeof snoozedUntil === 'string') await refuseDateThatHasCome(manager, writer, task, snoozedUntil);
  await manager.query(
    `update tasks set title = $3, notes = $4, due_on = $5, assignee = $6, snoozed_until = $7
     where workspace_id = $1 and task_id = $2`,
    [
      writer.workspaceId,
      taskId,
      title ?? task.title,
      notes === undefined ? task.notes : notes,
      dueOn ?? task.dueOn,
      jsonOf(assignee === undefined ? task.assignee : assignee),
      snoozedUntil === undefined ? task.snoozedUntil : snoozedUntil,
    ],
  );
}

/** Ends a task with its outcome, and takes the next step in the same transaction. */
export async function completeTask(
  manager: EntityManager,
  writer: TaskWriter,
  { taskId, request }: { taskId: string; request: CompleteTaskRequest },
): Promise<void> {
  const task = await lockTask(manager, writer.workspaceId, taskId);
  if (task.status === 'done') {
    throw conflict('taskIsDone', `The task is done already: ${task.doneBy ?? 'somebody'} said so.`);
  }
  const { outcome, note, next } = request;
  await manager.query(
    `update tasks set status = 'done', outcome = $3, outcome_note = $4, done_at = $5, done_by = $6
     where workspace_id = $1 and task_id = $2`,
    [writer.workspaceId, taskId, outcome, note ?? null, writer.now, writer.by],
  );
  if (next?.kind === 'task') await followUp(manager, writer, task, next);
  if (next?.kind === 'promise') await placePromise(manager, writer, task, next);
}

/** Puts a task that was done back into the queue; a task or a promise that came of it stays. */
export async function reopenTask(manager: EntityManager, writer: TaskWriter, taskId: string): Promise<void> {
  const task = await lockTask(manager, writer.workspaceId, taskId);
  if (task.status === 'open') throw conflict('taskIsOpen', 'The task is open; there is nothing to reopen.');
  await manager.query(
    `update tasks set status = 'open', outcome = null, outcome_note = null, done_at = null, done_by = null,
       snoozed_until = null
     where workspace_id = $1 and task_id = $2`,
    [writer.workspaceId, taskId],
  );
}

interface StoredTask {
  taskId: string;
  accountId: string;
  /** The account's key. */
  account: string;
  status: 'open' | 'done';
  title: string;
  notes: string | null;
  dueOn: string;
  assignee: Assignee | null;
  snoozedUntil: string | null;
  doneBy: string | null;
}

async function lockTask(manager: EntityManager, workspaceId: string, taskId: string): Promise<StoredTask> {
  const [task] = await manager.query<StoredTask[]>(
    `select t.task_id as "taskId", t.account_id as "accountId", account.key as account, t.status, t.title, t.notes,
       t.due_on as "dueOn", t.assignee, t.snoozed_until as "snoozedUntil", t.done_by as "doneBy"
     from tasks t
     join accounts account on account.workspace_id = t.workspace_id and account.account_id = t.account_id
     where t.workspace_id = $1 and t.task_id = $2
     for update of t`,
    [workspaceId, taskId],
  );
  if (task === undefined) throw notFound('task', taskId);
  return task;
}

async function insertTask(
  manager: EntityManager,
  { workspaceId, by, now }: TaskWriter,
  task: Pick<CreateTaskRequest, 'title' | 'notes' | 'dueOn'> & {
    accountId: string;
    assignee?: Assignee | null;
    follows?: string;
  },
): Promise<string> {
  const taskId = newId();
  await manager.query(
    `insert into tasks (workspace_id, task_id, account_id, title, notes, due_on, assignee, status, created_at,
       created_by, follows_task_id)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)`,
    [
      workspaceId,
      taskId,
      task.accountId,
      task.title,
      task.notes ?? null,
      task.dueOn,
      jsonOf(task.assignee ?? null),
      now,
      by,
      task.follows ?? null,
    ],
  );
  return taskId;
}

async function followUp(
  manager: EntityManager,
  writer: TaskWriter,
  done: StoredTask,
  { title, dueOn, assignee }: Extract<NextStep, { kind: 'task' }>,
): Promise<void> {
  await insertTask(manager, writer, {
    accountId: done.accountId,
    title: title ?? done.title,
    notes: done.notes ?? undefined,
    dueOn,
    assignee: assignee ?? done.assignee,
    follows: done.taskId,
  });
}

async function placePromise(
  manager: EntityManager,
  writer: TaskWriter,
  done: StoredTask,
  { until, amount, note }: Extract<NextStep, { kind: 'promise' }>,
): Promise<void> {
  const input = {
    account: done.account,
    reason: 'promiseToPay' as const,
    until,
    promisedAmount: amount,
    note,
  };
  const hold = await placeHold(manager, writer, { input, author: writer.by }).catch(asNextStep);
  await manager.query(`update tasks set promise_hold_id = $3 where workspace_id = $1 and task_id = $2`, [
    writer.workspaceId,
    done.taskId,
    hold.id,
  ]);
}

/** What is wrong with the hold is wrong with the next step of the request. */
function asNextStep(error: unknown): never {
  if (!(error instanceof AppError) || error.problems === undefined) throw error;
  throw invalidRequest(error.problems.map((problem) => ({ ...problem, path: `next.${problem.path}` })));
}

async function refuseDateThatHasCome(
  manager: EntityManager,
  { workspaceId, now }: TaskWriter,
  { accountId }: StoredTask,
  date: string,
): Promise<void> {
  const zones = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
  const { date: today } = momentOf(now.getTime(), zones);
  if (date > today) return;
  const message = `snoozedUntil must be a date to come; today is ${today} where the account is.`;
  throw invalidRequest([{ path: 'snoozedUntil', code: 'hasCome', message }]);
}

const jsonOf = (assignee: Assignee | null): string | null =>
  assignee === null ? null : JSON.stringify(assignee);
