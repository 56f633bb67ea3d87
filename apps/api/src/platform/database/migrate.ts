import type { DataSource } from 'typeorm';

/** Names the lock under which one of many starting processes migrates; the others find the work done. */
const MIGRATION_LOCK = 7_283_411;

/** Brings the schema up to date. Safe when any number of processes start at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await holder.release();
  }
}
