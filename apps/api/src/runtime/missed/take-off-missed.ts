import type { MissedFilter, MissedItem } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';
import { announce } from '../../platform/notify/announce.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { subjectReference } from '../subject-keys.js';
import { isMissed, MISSED, missedConditions } from './missed-matches.js';

/** Act on missed matches now, or take them off the list for good. */
export type MissedDecision = 'run' | 'dismiss';

/** Takes items off the list for good, or back to be acted on now; refuses all where one of them is not on it. Returns them. */
export async function takeOffMissed(
  manager: EntityManager,
  workspaceId: string,
  items: readonly MissedItem[],
  decision: MissedDecision,
): Promise<MissedItem[]> {
  await refuseUnknownAutomation(manager, workspaceId, items);
  const named = sql`exists (
    select from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) item("automationId" uuid, date date, subject text)
    where item."automationId" = m.automation_id and item.date = m.business_date
      and item.subject = ${subjectReference('m')} ->> 'key'
  )`;
  const taken = await takeOff(manager, workspaceId, [named], decision);
  const gone = items.find(
    ({ automationId, date, subject }) => !taken.some((one) => isSame(one, { automationId, date, subject })),
  );
  if (gone === undefined) return taken;
  throw conflict(
    'notMissed',
    `${gone.subject} is not on the missed list for ${gone.date}: it was run, dismissed or entered otherwise.`,
  );
}

/** The same for every item under a filter; refused where they are not as many as whoever decides has seen. */
export async function takeAllOffMissed(
  manager: EntityManager,
  workspaceId: string,
  { filter, expected }: { filter: MissedFilter; expected: number },
  decision: MissedDecision,
): Promise<MissedItem[]> {
  const taken = await takeOff(manager, workspaceId, missedConditions(filter), decision);
  if (taken.length === expected) return taken;
  throw conflict(
    'listChanged',
    `The list has ${taken.length} such entries by now, not ${expected}. Nothing was done; look at them again.`,
    { current: taken.length },
  );
}

/** An item as it was taken off, by the names it is known by. */
interface TakenItem extends MissedItem {
  automation: string;
  status: string;
}

async function takeOff(
  manager: EntityManager,
  workspaceId: string,
  conditions: readonly (SqlFragment | undefined)[],
  decision: MissedDecision,
): Promise<TakenItem[]> {
  const runs = decision === 'run';
  const { text, values } = render(sql`
    with missed as (
      select m.workspace_id, m.automation_id, m.subject_id, m.business_date, a.name, a.status
      from ${MISSED}
      where ${allOf(isMissed(workspaceId), ...conditions)}
      order by m.automation_id, m.subject_id, m.business_date
      for update of m for share of a
    ), taken as (
      update matches m set outcome = ${runs ? 'pending' : 'dismissed'}, run_by_operator = ${runs},
        missed_because = case when ${runs} then null else m.missed_because end
      from missed
      where m.workspace_id = missed.workspace_id and m.automation_id = missed.automation_id
        and m.subject_id = missed.subject_id and m.business_date = missed.business_date
      returning m.workspace_id, m.automation_id, m.subject_id, m.account_id, m.business_date, missed.name, missed.status
    )
    select taken.automation_id as "automationId", taken.business_date as date, taken.name as automation, taken.status,
      ${subjectReference('taken')} ->> 'key' as subject
    from taken`);
  const taken = await manager.query<TakenItem[]>(text, values);
  if (taken.length > 0) await announce(manager, workspaceId, 'evaluations');
  const stopped = runs ? taken.find(({ status }) => status !== 'live') : undefined;
  if (stopped === undefined) return taken;
  throw conflict(
    'notLive',
    `${stopped.automation} is ${stopped.status}: only a live automation acts on missed matches.`,
  );
}

async function refuseUnknownAutomation(
  manager: EntityManager,
  workspaceId: string,
  items: readonly MissedItem[],
): Promise<void> {
  const ids = [...new Set(items.map(({ automationId }) => automationId))];
  const known = await manager.query<{ id: string }[]>(
    `select automation_id as id from automations where workspace_id = $1 and automation_id = any ($2::uuid[])`,
    [workspaceId, ids],
  );
  const found = new Set(known.map(({ id }) => id));
  const unknown = ids.find((id) => !found.has(id));
  if (unknown !== undefined) throw notFound('automation', unknown);
}

const isSame = (one: MissedItem, other: MissedItem): boolean =>
  one.automationId === other.automationId && one.date === other.date && one.subject === other.subject;
