import type { DataSource, EntityManager } from 'typeorm';

/** Milliseconds one statement of a trial may take: its tables are those that live work needs. */
const STATEMENT_TIMEOUT = 60_000;

/** One view of the database that stays as it is however long a trial reads from it; nothing can be written in it. */
export interface TrialSnapshot {
  manager: EntityManager;
  /** Gives the connection back; nothing was written, so there is nothing to keep. */
  close(): Promise<void>;
}

/** Opens the snapshot a trial reads (S19): close it in a `finally`. */
export async function openSnapshot(dataSource: DataSource): Promise<TrialSnapshot> {
  const runner = dataSource.createQueryRunner();
  const close = async (): Promise<void> => {
    try {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
    } finally {
      await runner.release();
    }
  };
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('set transaction read only');
    await runner.query(`set local statement_timeout = ${STATEMENT_TIMEOUT}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { manager: runner.manager, close };
}
