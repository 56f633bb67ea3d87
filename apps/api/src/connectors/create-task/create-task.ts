import { addDays } from '@dunwell/engine';
import { announce } from '../../platform/notify/announce.js';
import { newId } from '../../platform/database/ids.js';
import type { EntityManager } from 'typeorm';
import type { InsideConnector, InsideEffect, InsideOutcome, Lacks } from '../connector.js';
import { oneLine, renderText } from '../render-text.js';

/** A task for a person: one per delivery, however often it is asked for. */
export const createTask: InsideConnector<'createTask'> = {
  where: 'inside',
  apply: async (manager, effects) => {
    const planned = effects.map(planTask);
    const tasks = planned.flatMap((plan) => ('taskId' in plan ? [plan] : []));
    const inserted = await insertTasks(manager, tasks);
    return planned.map((plan): InsideOutcome => {
      if (!('taskId' in plan)) return plan;
      const { taskId } = plan;
      return { kind: 'done', result: inserted.has(taskId) ? { changed: true, taskId } : { changed: false } };
    });
  },
};

interface PlannedTask {
  workspaceId: string;
  taskId: string;
  delivery: string;
  accountId: string;
  title: string;
  notes: string | null;
  dueOn: string;
  assignee: unknown;
  now: Date;
}

/** The task with its texts filled in, or what it lacks (S17). */
function planTask({ action, context }: InsideEffect<'createTask'>): PlannedTask | Lacks {
  const title = renderText('The title', action.title, context);
  if (title.kind === 'lacks') return title;
  const line = oneLine(title.text);
  if (line === '')
    return {
      kind: 'lacks',
      code: 'emptyText',
      problem: 'The title is empty once it is filled in. Write something that is there in every case.',
    };
  const notes = renderText('The notes', action.notes ?? '', context);
  if (notes.kind === 'lacks') return notes;
  const { workspaceId, key, accountId, date, now } = context;
  return {
    ...{ workspaceId, accountId, now },
    taskId: newId(),
    delivery: key,
    title: line,
    notes: notes.text.trim() || null,
    dueOn: addDays(date, action.dueInDays),
    assignee: action.assignee ?? null,
  };
}

/** Writes tasks whose delivery has none yet; the ids of those written. */
async function insertTasks(manager: EntityManager, tasks: readonly PlannedTask[]): Promise<Set<string>> {
  const [first] = tasks;
  if (first === undefined) return new Set();
  const rows = await manager.query<{ id: string }[]>(
    `insert into tasks (workspace_id, task_id, delivery_key, account_id, title, notes, due_on, assignee, status,
       created_at)
     select $1, t."taskId", t.delivery, t."accountId", t.title, t.notes, t."dueOn", nullif(t.assignee, 'null'), 'open', $2
     from jsonb_to_recordset($3::jsonb) t("taskId" uuid, delivery text, "accountId" uuid, title text, notes text,
       "dueOn" date, assignee jsonb)
     on conflict (workspace_id, delivery_key) do nothing
     returning task_id as id`,
    [first.workspaceId, first.now, JSON.stringify(tasks)],
  );
  await announce(manager, first.workspaceId, 'tasks');
  return new Set(rows.map(({ id }) => id));
}
