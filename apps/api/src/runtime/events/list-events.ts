import type { BusinessEvent, EventFilter, EventOutcome } from '@dunwell/contract';
import { render, sql, type EntryReasons, type SqlFragment } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';
import { subjectReference } from '../subject-keys.js';
import { outcomeWords } from './outcome-words.js';

/** Which events are listed; `after`: the last one of the page before. */
export interface EventQuery extends EventFilter {
  id?: string;
  after?: { at: Date; id: string };
  limit: number;
}

/** An outcome as it is stored, with what its words are made of. */
export interface StoredOutcome extends Omit<EventOutcome, 'words'> {
  exitLabel: string | null;
  problem: string | null;
}

/** The same with the reasons and the document they were decided by. */
export interface OutcomeWithReasons extends StoredOutcome {
  explanation: Pick<EntryReasons, 'entry'> | null;
  document: AutomationDocument | null;
}

type EventRow<Outcome> = Omit<BusinessEvent, 'at' | 'recordedAt' | 'takenInAt' | 'outcomes'> & {
  at: Date;
  recordedAt: Date;
  takenInAt: Date | null;
  outcomes: Outcome[];
};

/** Events of a workspace, the latest first, each with what it came to. */
export async function listEvents(
  manager: EntityManager,
  workspaceId: string,
  query: EventQuery,
): Promise<BusinessEvent[]> {
  const rows = await readEvents<StoredOutcome>(manager, workspaceId, query, sql``);
  return rows.map((row) => toEvent(row, toOutcome));
}

/** One event with its outcomes' reasons, as `outcomes` has them; null where there is none. */
export async function readEvent(
  manager: EntityManager,
  workspaceId: string,
  id: string,
): Promise<EventRow<OutcomeWithReasons> | null> {
  const reasons = sql`, 'explanation', o.explanation, 'document', v.document`;
  const [row] = await readEvents<OutcomeWithReasons>(manager, workspaceId, { id, limit: 1 }, reasons);
  return row ?? null;
}

async function readEvents<Outcome>(
  manager: EntityManager,
  workspaceId: string,
  { id, name, account, automationId, outcome, after, limit }: EventQuery,
  more: SqlFragment,
): Promise<EventRow<Outcome>[]> {
  const cameTo =
    automationId === undefined && outcome === undefined
      ? undefined
      : sql`exists (select from event_outcomes o where ${allOf(
          sql`o.workspace_id = e.workspace_id and o.event_id = e.event_id`,
          automationId === undefined ? undefined : sql`o.automation_id = ${automationId}::uuid`,
          outcome && sql`o.outcome = ${outcome}`,
        )})`;
  const conditions = [
    id === undefined ? undefined : sql`e.event_id = ${id}::uuid`,
    name === undefined ? undefined : sql`e.name = ${name}`,
    account === undefined
      ? undefined
      : sql`e.account_id =
          (select a.account_id from accounts a where a.workspace_id = ${workspaceId}::uuid and a.key = ${account})`,
    cameTo,
    after && sql`(e.at, e.event_id) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`,
  ];
  const { text, values } = render(sql`
    select e.event_id as id, e.name, account.key as account, ${NAME} as "accountName", e.at,
      e.recorded_at as "recordedAt", e.payload, e.taken_in_at as "takenInAt",
      coalesce((
        select json_agg(${subjectReference('about')} order by about.position)
        from (
          select e.workspace_id, e.account_id, subject.id as subject_id, subject.position
          from unnest(e.subject_ids) with ordinality subject(id, position)
        ) about
      ), '[]') as subjects,
      coalesce((
        select json_agg(json_build_object(
          'automationId', o.automation_id, 'automation', a.name, 'version', o.version,
          'subject', ${subjectReference('o')}, 'outcome', o.outcome, 'missedBecause', o.missed_because,
          'journeyId', o.journey_id, 'problem', o.problem,
          'exitLabel', (select x ->> 'label' from json_array_elements(v.document -> 'exit') x where x ->> 'id' = o.exit_id)
          ${more}
        ) order by a.name, o.automation_id, o.subject_id)
        from event_outcomes o
        join automations a on a.workspace_id = o.workspace_id and a.automation_id = o.automation_id
        left join automation_versions v on v.workspace_id = o.workspace_id and v.automation_id = o.automation_id
          and v.version = o.version
        where o.workspace_id = e.workspace_id and o.event_id = e.event_id
      ), '[]') as outcomes
    from billing_events e
    join accounts account on account.workspace_id = e.workspace_id and account.account_id = e.account_id
    where ${allOf(sql`e.workspace_id = ${workspaceId}::uuid`, ...conditions)}
    order by e.at desc, e.event_id desc limit ${limit}`);
  return manager.query<EventRow<Outcome>[]>(text, values);
}

/** The name it has now; the last period of its details has no end. */
const NAME = sql`(
  select d.name from account_details d
  where d.workspace_id = e.workspace_id and d.account_id = e.account_id and d.to_at = 'infinity')`;

/** An event in the words of the contract. */
export function toEvent<Outcome, Told>(
  { at, recordedAt, takenInAt, outcomes, ...row }: EventRow<Outcome>,
  tell: (outcome: Outcome) => Told,
): Omit<BusinessEvent, 'outcomes'> & { outcomes: Told[] } {
  return {
    ...row,
    at: at.toISOString(),
    recordedAt: recordedAt.toISOString(),
    takenInAt: takenInAt?.toISOString() ?? null,
    outcomes: outcomes.map(tell),
  };
}

/** An outcome with its words. */
export function toOutcome({ exitLabel, problem, ...outcome }: StoredOutcome): EventOutcome {
  return { ...outcome, words: outcomeWords({ ...outcome, exitLabel, problem }) };
}
