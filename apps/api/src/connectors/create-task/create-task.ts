import { addDays } from '@dunwell/engine';
import { newId } from '../../platform/database/ids.js';
import type { InsideConnector } from '../connector.js';
import { oneLine, renderText } from '../render-text.js';

/** A task for a person: one per delivery, however often it is asked for. */
export const createTask: InsideConnector<'createTask'> = {
  where: 'inside',
  apply: async (manager, action, context) => {
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
    const taskId = newId();
    const inserted = await manager.query<unknown[]>(
      `insert into tasks (workspace_id, task_id, delivery_key, account_id, title, notes, due_on, assignee, status,
         created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)
       on conflict (workspace_id, delivery_key) do nothing
       returning task_id`,
      [
        context.workspaceId,
        taskId,
        context.key,
        context.accountId,
        line,
        notes.text.trim() || null,
        addDays(context.date, action.dueInDays),
        action.assignee ? JSON.stringify(action.assignee) : null,
        context.now,
      ],
    );
    return inserted.length === 1
      ? { kind: 'done', result: { changed: true, taskId } }
      : { kind: 'done', result: { changed: false } };
  },
};
