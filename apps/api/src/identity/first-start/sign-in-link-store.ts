import type { DataSource, EntityManager } from 'typeorm';

type Database = Pick<EntityManager | DataSource, 'query'>;

export async function insertSignInLink(
  database: Database,
  tokenHash: Buffer,
  expiresAt: Date,
): Promise<void> {
  await database.query('insert into sign_in_links (token_hash, expires_at) values ($1, $2)', [
    tokenHash,
    expiresAt,
  ]);
}

/** Whether a link still lets somebody in. */
export async function findSignInLink(database: Database, tokenHash: Buffer, now: Date): Promise<boolean> {
  const rows = await database.query<unknown[]>(
    'select from sign_in_links where token_hash = $1 and expires_at > $2',
    [tokenHash, now],
  );
  return rows.length > 0;
}

/** Once somebody has signed up, no link of any start lets anybody else do so. */
export async function deleteSignInLinks(manager: EntityManager): Promise<void> {
  await manager.query('delete from sign_in_links');
}
