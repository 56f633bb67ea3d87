import type { EntityManager } from 'typeorm';

/** An entry key to take; without a journey it is skipped as backlog (S12). */
export interface EntryKeyToTake {
  automationId: string;
  entryKey: string;
  subjectId: string;
  path: readonly string[];
  date: string;
  journeyId: string | null;
}

/** Takes the keys that are free. */
export async function takeEntryKeys(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly EntryKeyToTake[],
): Promise<void> {
  await manager.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb)
         k("automationId" uuid, "entryKey" text, "subjectId" uuid, path text[], date date, "journeyId" uuid)
     ), ${takeKeysSql('given')}
     select from taken`,
    [workspaceId, JSON.stringify(keys)],
  );
}

/**
 * Common table expressions that take the keys of a relation with the columns of `EntryKeyToTake`: `taken` has the
 * journeys of those that were free. An item of the missed list whose key is taken leaves it (S10). `$1`: the workspace.
 */
export const takeKeysSql = (keys: string): string => `
  taken as (
    insert into entry_keys (workspace_id, automation_id, entry_key, subject_id, path, business_date, journey_id)
    select $1, k."automationId", k."entryKey", k."subjectId", array_to_string(k.path, '>'), k.date, k."journeyId"
    from ${keys} k
    on conflict do nothing
    returning automation_id, entry_key, journey_id
  ), settled as (
    update matches m set outcome = 'alreadyEntered', missed_because = null
    from taken
    where m.workspace_id = $1 and m.automation_id = taken.automation_id and m.entry_key = taken.entry_key
      and m.outcome = 'missed'
  )`;
