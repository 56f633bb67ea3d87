import type { EntityManager } from 'typeorm';
import type { PracticeCommand } from './practice-rows.js';
import type { TestCard } from './test-cards.js';

/** A command that the practice provider has been given. */
export interface StoredCommand extends PracticeCommand {
  card: TestCard;
  beganAt: Date;
  /** How many of its acts have been played. */
  played: number;
}

const COLUMNS = `
  key, tried, account, business_date as date, command, card, began_at as "beganAt", acts_played as played`;

/** The command under a key, locked; null: there is none yet. */
export async function lockCommand(
  manager: EntityManager,
  workspaceId: string,
  key: string,
): Promise<StoredCommand | null> {
  const [row] = await manager.query<StoredCommand[]>(
    `select ${COLUMNS} from practice_commands where workspace_id = $1 and key = $2 for update`,
    [workspaceId, key],
  );
  return row ?? null;
}

/** Commands of which an act has become due, locked; those somebody else plays are left out. */
export async function lockDueCommands(
  manager: EntityManager,
  workspaceId: string,
  { now, limit }: { now: Date; limit: number },
): Promise<StoredCommand[]> {
  return manager.query<StoredCommand[]>(
    `select ${COLUMNS} from practice_commands
     where workspace_id = $1 and next_at <= $2
     order by next_at, key limit $3 for update skip locked`,
    [workspaceId, now, limit],
  );
}

/** Stores how far commands have come; `nextAt`: when their next act is due. */
export async function storeCommands(
  manager: EntityManager,
  workspaceId: string,
  commands: readonly (StoredCommand & { nextAt: Date | null })[],
): Promise<void> {
  if (commands.length === 0) return;
  await manager.query(
    `insert into practice_commands (workspace_id, key, tried, account, business_date, command, card, began_at,
       acts_played, next_at)
     select $1, c.key, c.tried, c.account, c.date, c.command, c.card, c."beganAt", c.played, c."nextAt"
     from jsonb_to_recordset($2::jsonb) c(key text, tried integer, account text, date date, command jsonb, card text,
       "beganAt" timestamptz, played integer, "nextAt" timestamptz)
     on conflict (workspace_id, key) do update set tried = excluded.tried, business_date = excluded.business_date,
       command = excluded.command, card = excluded.card, began_at = excluded.began_at,
       acts_played = excluded.acts_played, next_at = excluded.next_at`,
    [workspaceId, JSON.stringify(commands)],
  );
}

/** Workspaces in which an act is due. */
export async function workspacesWithActs(manager: EntityManager, now: Date): Promise<string[]> {
  const rows = await manager.query<{ workspaceId: string }[]>(
    `select w.workspace_id as "workspaceId" from workspaces w
     where exists (select from practice_commands c where c.workspace_id = w.workspace_id and c.next_at <= $1)
     order by 1`,
    [now],
  );
  return rows.map(({ workspaceId }) => workspaceId);
}
