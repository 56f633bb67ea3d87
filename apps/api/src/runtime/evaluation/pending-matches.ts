import type { EntityManager } from 'typeorm';
import type { Lane } from './lanes.js';

/** A match that nobody has acted on yet. */
export interface PendingMatch {
  date: string;
  subjectId: string;
  accountId: string;
  version: number;
  entryKey: string;
  path: string[];
  /** The first step of its journey. */
  first: string;
  /** The streak it was decided in. */
  streakId: string | null;
  lateData: boolean;
  /** From the missed list: acted on however old it is. */
  runByOperator: boolean;
  /** Of the date before the first (S12). */
  backlog: boolean;
  /** When a person released the large run that it belongs to; null: none. Its age counts from then. */
  releasedOn: string | null;
  /** Left over by `maxEntriesPerRun` when its date was acted on. */
  leftOver: boolean;
  /** The account's last change of facts; read before the facts, so what changes in between is looked at again (S13). */
  changeNo: number;
}

/** The matches of some subjects, complete per subject. */
export interface PendingPage {
  /** In order of subject and date. */
  matches: PendingMatch[];
  /** The last subject; null when there are no more. */
  last: string | null;
}

/**
 * Whose pending matches are acted on: when dates were decided, everybody's; else only those found late or run by an
 * operator, since what a limit has left over waits for the next date. While a large run waits for a person, only those
 * that an operator asked for by name.
 */
export type WhichMatches = 'all' | 'askedFor' | 'askedByName';

/** The pending matches of a lane's next subjects. */
export async function pendingMatches(
  manager: EntityManager,
  lane: Lane,
  { which, after, subjects }: { which: WhichMatches; after: string | null; subjects: number },
): Promise<PendingPage> {
  const matches = await manager.query<PendingMatch[]>(
    `with next as materialized (
       select distinct subject_id from matches
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and outcome = 'pending'
         and ($4::uuid is null or subject_id > $4) and ($6 = 'all' or ($6 = 'askedFor' and late_data) or run_by_operator)
       order by subject_id limit $5
     )
     select m.business_date as date, m.subject_id as "subjectId", m.account_id as "accountId", m.version,
       m.entry_key as "entryKey", m.path, m.start ->> 'first' as first, m.start ->> 'streakId' as "streakId",
       m.late_data as "lateData", m.run_by_operator as "runByOperator",
       m.released_on as "releasedOn", coalesce(e.kind = 'backlog', false) as backlog,
       not m.late_data and e.status = 'done' and m.released_on is null as "leftOver",
       a.change_no as "changeNo"
     from next
     -- one look-up per subject, whatever the planner believes of a table that has grown
     cross join lateral (
       select * from matches
       where workspace_id = $1 and automation_id = $2 and subject_id = next.subject_id and time_zone = $3
         and outcome = 'pending'
       offset 0
     ) m
     join accounts a on a.workspace_id = $1 and a.account_id = m.account_id
     left join evaluations e on e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3
       and e.business_date = m.business_date
     order by m.subject_id, m.business_date`,
    [lane.workspaceId, lane.automationId, lane.timeZone, after, subjects, which],
  );
  const found = new Set(matches.map(({ subjectId }) => subjectId)).size;
  return { matches, last: found < subjects ? null : (matches.at(-1)?.subjectId ?? null) };
}
