import type { ChangeViewRequest, SavedView, SaveViewRequest, ViewQuery } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { AppError, conflict, notFound } from '../../platform/http/app-error.js';
import type { Actor } from '../../platform/http/app-request.js';
import { onlyRow } from '../../platform/must.js';
import { readViewQuery } from './read-view-query.js';

/** Who asks, where. */
export interface ViewContext {
  workspaceId: string;
  actor: Actor;
}

const COLUMNS = `
  view_id as id, name, screen, query, shared, actor_id = $2 as mine, actor_name as "createdBy"
  from saved_views where workspace_id = $1`;

/** One's own views of a screen and the shared ones, by name. */
export function listViews(
  manager: EntityManager,
  { workspaceId, actor }: ViewContext,
  screen: ViewQuery['screen'],
): Promise<SavedView[]> {
  return manager.query<SavedView[]>(
    `select ${COLUMNS} and screen = $3 and (shared or actor_id = $2) order by name, view_id`,
    [workspaceId, actor.id, screen],
  );
}

/** Keeps a view; refuses a name that one has given another of the screen. */
export async function saveView(
  manager: EntityManager,
  context: ViewContext,
  {
    screen,
    name,
    shared = false,
    query,
  }: Pick<SaveViewRequest, 'screen' | 'name' | 'shared'> & { query: object },
  now: Date,
): Promise<SavedView> {
  const { workspaceId, actor } = context;
  const view = readViewQuery(screen, query);
  const id = newId();
  const rows = await manager.query<object[]>(
    `insert into saved_views (workspace_id, view_id, name, screen, query, shared, actor_id, actor_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, actor_id, screen, name) do nothing
     returning view_id`,
    [workspaceId, id, name, screen, JSON.stringify(view.query), shared, actor.id, actor.name, now],
  );
  if (rows.length === 0) throw nameTaken(name);
  return findView(manager, context, id);
}

/** Changes one's own view; what is absent stays. */
export async function changeView(
  manager: EntityManager,
  context: ViewContext,
  id: string,
  { name, shared, query }: ChangeViewRequest,
): Promise<SavedView> {
  const view = await ownView(manager, context, id);
  const changed = {
    name: name ?? view.name,
    shared: shared ?? view.shared,
    query: query === undefined ? view.query : readViewQuery(view.screen, query).query,
  };
  const [rows] = await manager.query<[object[], number]>(
    `update saved_views set name = $3, shared = $4, query = $5
     where workspace_id = $1 and view_id = $2 and not exists (
       select from saved_views other
       where other.workspace_id = $1 and other.actor_id = $6 and other.screen = $7 and other.name = $3
         and other.view_id <> $2
     )
     returning view_id`,
    [
      context.workspaceId,
      id,
      changed.name,
      changed.shared,
      JSON.stringify(changed.query),
      context.actor.id,
      view.screen,
    ],
  );
  if (rows.length === 0) throw nameTaken(changed.name);
  return findView(manager, context, id);
}

/** Forgets one's own view. */
export async function removeView(manager: EntityManager, context: ViewContext, id: string): Promise<void> {
  await ownView(manager, context, id);
  await manager.query(`delete from saved_views where workspace_id = $1 and view_id = $2`, [
    context.workspaceId,
    id,
  ]);
}

/** Locked until the transaction ends; what others keep for themselves is not there. */
async function ownView(manager: EntityManager, context: ViewContext, id: string): Promise<SavedView> {
  const [view] = await manager.query<SavedView[]>(
    `select ${COLUMNS} and view_id = $3 and (shared or actor_id = $2) for update`,
    [context.workspaceId, context.actor.id, id],
  );
  if (view === undefined) throw notFound('view', id);
  if (view.mine) return view;
  const message = `The view “${view.name}” is ${view.createdBy}'s. Save it under a name of your own to change it.`;
  throw new AppError({ code: 'notYours', status: 403, message });
}

async function findView(
  manager: EntityManager,
  { workspaceId, actor }: ViewContext,
  id: string,
): Promise<SavedView> {
  return onlyRow(
    await manager.query<SavedView[]>(`select ${COLUMNS} and view_id = $3`, [workspaceId, actor.id, id]),
  );
}

function nameTaken(name: string): AppError {
  return conflict(
    'nameTaken',
    `You have a view called “${name}” already. Choose another name, or change that one.`,
  );
}
