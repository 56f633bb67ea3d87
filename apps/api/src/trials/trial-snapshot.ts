import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** Milliseconds one statement of a trial may take: its tables are those that live work needs. */
const STATEMENT_TIMEOUT = 60_000;
/** Milliseconds a trial waits for accounts that live work is writing. */
const LOCK_TIMEOUT = 5_000;

/** One view of the database that stays as it is however long a trial reads from it. */
export interface TrialSnapshot {
  manager: EntityManager;
  /** Gives the connection back; whatever happened in it is undone (S19). */
  close(): Promise<void>;
}

/** Opens the snapshot a trial reads, in which nothing can be written; close it in a `finally`. */
export function openSnapshot(dataSource: DataSource): Promise<TrialSnapshot> {
  return open(dataSource, async (runner) => {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('set transaction read only');
  });
}

/** Opens a transaction in which facts may be assumed: it is only ever rolled back. Keep it short, it locks accounts. */
export function openRolledBack(dataSource: DataSource): Promise<TrialSnapshot> {
  return open(dataSource, async (runner) => {
    await runner.startTransaction();
    await runner.query(`set local lock_timeout = ${LOCK_TIMEOUT}`);
  });
}

async function open(
  dataSource: DataSource,
  begin: (runner: QueryRunner) => Promise<void>,
): Promise<TrialSnapshot> {
  const runner = dataSource.createQueryRunner();
  const close = async (): Promise<void> => {
    try {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
    } finally {
      await runner.release();
    }
  };
  try {
    await begin(runner);
    await runner.query(`set local statement_timeout = ${STATEMENT_TIMEOUT}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { manager: runner.manager, close };
}
