import type { EntityManager } from 'typeorm';

/** A live automation, and what it has had to do with an account. */
export interface LiveAutomation {
  id: string;
  name: string;
  /** The one that is evaluated. */
  version: number;
  underWay: boolean;
  /** The date of its last journey. */
  enteredOn: string | null;
}

/** The live automations of a workspace, by name. */
export function liveAutomations(
  manager: EntityManager,
  workspaceId: string,
  accountId: string,
): Promise<LiveAutomation[]> {
  return manager.query<LiveAutomation[]>(
    `select a.automation_id as id, a.name, a.live_version as version, coalesce(j."underWay", false) as "underWay",
       j."enteredOn"
     from automations a
     left join (
       select automation_id, bool_or(status = 'underWay') as "underWay", max(business_date) as "enteredOn"
       from journeys where workspace_id = $1 and account_id = $2
       group by automation_id
     ) j on j.automation_id = a.automation_id
     where a.workspace_id = $1 and a.status = 'live'
     order by a.name, a.automation_id`,
    [workspaceId, accountId],
  );
}
