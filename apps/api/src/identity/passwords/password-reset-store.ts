import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

export async function insertPasswordReset(
  database: Database,
  { tokenHash, personId, expiresAt }: { tokenHash: Buffer; personId: string; expiresAt: Date },
): Promise<void> {
  await database.query(
    'insert into password_resets (token_hash, person_id, expires_at) values ($1, $2, $3)',
    [tokenHash, personId, expiresAt],
  );
}

/** Whose password a link sets; undefined where it does not any more. */
export async function findPasswordReset(
  database: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<string | undefined> {
  const rows = await database.query<{ personId: string }[]>(
    'select person_id as "personId" from password_resets where token_hash = $1 and expires_at > $2',
    [tokenHash, now],
  );
  return rows[0]?.personId;
}

/** Uses a link up, once: undefined where somebody else did so first, or it is too old. */
export async function usePasswordReset(
  manager: EntityManager,
  tokenHash: Buffer,
  now: Date,
): Promise<string | undefined> {
  const [rows] = await manager.query<[{ personId: string }[], number]>(
    `delete from password_resets where token_hash = $1 and expires_at > $2 returning person_id as "personId"`,
    [tokenHash, now],
  );
  return rows[0]?.personId;
}

export async function deletePasswordResets(manager: EntityManager, personId: string): Promise<void> {
  await manager.query('delete from password_resets where person_id = $1', [personId]);
}
