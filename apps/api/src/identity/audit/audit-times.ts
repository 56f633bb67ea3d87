import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock/clock.js';

/** The two times of an entry (S1), business now as the transaction sees it. */
export async function auditTimes(
  clock: Clock,
  manager: EntityManager,
): Promise<{ at: Date; businessAt: Date }> {
  return { at: clock.machineNow(), businessAt: await clock.businessNow(manager) };
}
