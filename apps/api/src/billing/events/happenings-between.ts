import type { EntityManager } from 'typeorm';
import { BY_FACTS, type Stretch } from './find-happenings.js';
import type { Happening } from './happening.js';

/**
 * Everything that happens to accounts in a stretch of time, in the order in which it does, whether or not anybody has
 * published it: what their facts say, and the workspace's own events as they were sent. For trials, which play time that
 * is still to come and facts that are only assumed (S19).
 */
export function happeningsBetween(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  { after, upTo }: Stretch,
): Promise<Happening[]> {
  return manager.query<Happening[]>(HAPPENINGS, [workspaceId, accountIds, after, upTo]);
}

const HAPPENINGS = `
  with happened as (
    ${BY_FACTS}
    union all
    select name, event_key, account_id, subject_kind, subject_ids, at, payload from billing_events
    where workspace_id = $1 and account_id = any ($2::uuid[]) and at > $3 and at <= $4 and name like 'custom.%'
  )
  select * from happened order by at, key`;
