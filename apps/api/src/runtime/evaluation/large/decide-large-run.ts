import type { LargeRunDecision } from '@dunwell/contract';
import { businessDateAt } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { conflict } from '../../../platform/http/app-error.js';
import { announce } from '../../../platform/notify/announce.js';
import type { Lane } from '../lanes.js';

/**
 * What a person decides about a run that would act on far more than ever: release it, from when on its matches keep
 * their age, or dismiss what it found. Returns how many matches that concerns.
 */
export async function decideLargeRun(
  manager: EntityManager,
  lane: Lane,
  { decision, now }: { decision: LargeRunDecision; now: Date },
): Promise<number> {
  const { workspaceId, automationId, timeZone } = lane;
  const [, stopped] = await manager.query<[unknown, number]>(
    `update evaluation_lanes set waiting_since = null, waiting_subjects = null, waiting_largest = null,
       waiting_date = null, released_at = case when $4 = 'release' then $5::timestamptz end
     where workspace_id = $1 and automation_id = $2 and time_zone = $3 and waiting_since is not null`,
    [workspaceId, automationId, timeZone, decision, now],
  );
  if (stopped === 0) {
    throw conflict(
      'nothingWaits',
      `No run of this automation waits for a person in ${timeZone}; somebody may have decided already.`,
    );
  }
  await announce(manager, workspaceId, 'evaluations');
  const key = [workspaceId, automationId, timeZone] as const;
  if (decision === 'release') {
    const [, released] = await manager.query<[unknown, number]>(
      `update matches set released_on = $4 where ${WAITING}`,
      [...key, businessDateAt(now.getTime(), timeZone)],
    );
    return released;
  }
  const dismissed = await manager.query<{ date: string }[]>(
    `with dismissed as (
       update matches set outcome = 'dismissed', missed_because = 'tooMany' where ${WAITING}
       returning business_date
     ), counted as (
       select business_date, count(*)::integer as count from dismissed group by business_date
     ), told as (
       update evaluations e set missed = e.missed + c.count from counted c
       where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = c.business_date
     )
     select business_date as date from dismissed`,
    [...key],
  );
  return dismissed.length;
}

const WAITING = `
  workspace_id = $1 and automation_id = $2 and time_zone = $3 and outcome = 'pending' and not run_by_operator`;
