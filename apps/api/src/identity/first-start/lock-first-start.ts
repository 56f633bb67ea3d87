import type { EntityManager } from 'typeorm';

/** Names the lock under which the first of many processes makes the first workspace and the first person. */
const FIRST_START_LOCK = 7_283_412;

/** Holds until the transaction ends. */
export async function lockFirstStart(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [FIRST_START_LOCK]);
}
