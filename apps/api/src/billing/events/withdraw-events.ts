import type { EntityManager } from 'typeorm';
import { BY_FACTS } from './find-happenings.js';
import { historyBefore } from './publish-events.js';

/**
 * Takes back the events of some accounts, published since an instant, that their facts no longer tell: of facts that never
 * were there nothing happened. Events that were sent stay.
 */
export async function withdrawEvents(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  since: Date,
): Promise<void> {
  await manager.query(
    `with happened as (${BY_FACTS})
     delete from billing_events e
     where e.workspace_id = $1 and e.account_id = any ($2::uuid[]) and e.recorded_at >= $5 and e.name not like 'custom.%'
       and not exists (select from happened where happened.key = e.event_key)
       and not exists (
         select from account_tags t
         where t.workspace_id = e.workspace_id and t.account_id = e.account_id and e.event_key like '%/always'
           and t.tag = e.payload ->> 'tag' and t.from_at = '-infinity'
       )`,
    [workspaceId, accountIds, historyBefore(since), 'infinity', since],
  );
}
