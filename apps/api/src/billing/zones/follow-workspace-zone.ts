import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkspaceZoneListeners, type WorkspaceZoneChange } from '../../identity/workspace-zone-listeners.js';

/** Moves the accounts without a zone of their own when the workspace's changes (S21). */
@Injectable()
export class FollowWorkspaceZone implements OnModuleInit {
  constructor(private readonly listeners: WorkspaceZoneListeners) {}

  onModuleInit(): void {
    this.listeners.register(changeWorkspaceZone);
  }
}

/** Accounts that follow the workspace, and from which date on this change is theirs: one may have its own till then. */
const FOLLOWING = `
  select account_id, greatest($2::date, own.until) as from_date
  from account_zones last
  left join lateral (
    select max(to_date) as until from account_zones
    where workspace_id = $1 and account_id = last.account_id and account_zones.own
  ) own on true
  where workspace_id = $1 and to_date = 'infinity' and not last.own`;

/**
 * Gives them the new zone from its first date on, whatever was to come after it. Their timelines change from there on
 * only, which the next evaluation finishes first.
 */
export async function changeWorkspaceZone(
  { workspaceId, fromDate, timeZone }: WorkspaceZoneChange,
  manager: EntityManager,
): Promise<void> {
  const parameters = [workspaceId, fromDate];
  await manager.query(
    `select count(*) from (select from accounts where workspace_id = $1 order by account_id for no key update) locked`,
    [workspaceId],
  );
  await manager.query(
    `insert into account_zones (workspace_id, account_id, from_date, to_date, time_zone, own)
     select $1, account_id, from_date, 'infinity', $3, false from (${FOLLOWING}) following
     on conflict (workspace_id, account_id, from_date)
     do update set to_date = 'infinity', time_zone = excluded.time_zone`,
    [...parameters, timeZone],
  );
  await manager.query(
    `delete from account_zones using (${FOLLOWING}) following
     where account_zones.workspace_id = $1 and account_zones.account_id = following.account_id
       and account_zones.from_date > following.from_date`,
    parameters,
  );
  await manager.query(
    `update account_zones set to_date = following.from_date from (${FOLLOWING}) following
     where account_zones.workspace_id = $1 and account_zones.account_id = following.account_id
       and account_zones.from_date < following.from_date and account_zones.to_date > following.from_date`,
    parameters,
  );
  await manager.query(
    `insert into dirty_accounts (workspace_id, account_id)
     select distinct $1::uuid, account_id from (${FOLLOWING}) following
     on conflict do nothing`,
    parameters,
  );
}
