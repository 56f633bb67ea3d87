import type { MissedFilter, MissedMatch } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { subjectReference } from '../subject-keys.js';

export type ListMissed = MissedFilter & { after?: { date: string; subjectId: string }; limit: number };

export type MissedRow = MissedMatch & { subjectId: string };

/** Matches that were not acted on in time, oldest date first: an operator runs or dismisses them (S10). */
export async function listMissed(
  manager: EntityManager,
  workspaceId: string,
  filter: ListMissed,
): Promise<MissedRow[]> {
  return manager.query<MissedRow[]>(
    `select m.automation_id as "automationId", m.business_date as date, m.subject_id as "subjectId",
       ${subjectReference('m')} as subject, m.path, m.missed_because as because
     from matches m
     where m.workspace_id = $1 and m.outcome = 'missed' and ($2::uuid is null or m.automation_id = $2)
       and ($3::date is null or (m.business_date, m.subject_id) > ($3, $4::uuid))
       and ($6::text is null or m.missed_because = $6)
     order by m.business_date, m.subject_id
     limit $5`,
    [
      workspaceId,
      filter.automationId ?? null,
      filter.after?.date ?? null,
      filter.after?.subjectId ?? null,
      filter.limit,
      filter.because ?? null,
    ],
  );
}

/** One item of the missed list, by what a list of it shows. */
export interface MissedItem {
  automationId: string;
  date: string;
  /** Key of the subject: account key, invoice number, subscription or payment method key. */
  subject: string;
}

/** Takes an item off the list for good (dismissed), or back to be acted on now; refuses one that is not on it. */
export async function takeOffMissed(
  manager: EntityManager,
  workspaceId: string,
  item: MissedItem,
  to: 'dismissed' | 'pending',
): Promise<void> {
  const [rows] = await manager.query<[{ subjectId: string }[], number]>(
    `update matches m set outcome = $5, missed_because = case when $5 = 'pending' then null else m.missed_because end,
       run_by_operator = $5 = 'pending'
     where m.workspace_id = $1 and m.automation_id = $2 and m.business_date = $3 and m.outcome = 'missed'
       and ${subjectReference('m')} ->> 'key' = $4
     returning m.subject_id as "subjectId"`,
    [workspaceId, item.automationId, item.date, item.subject, to],
  );
  const [automation] = await manager.query<{ status: string }[]>(
    'select status from automations where workspace_id = $1 and automation_id = $2',
    [workspaceId, item.automationId],
  );
  if (!automation) throw notFound('automation', item.automationId);
  if (to === 'pending' && automation.status !== 'live') {
    throw conflict(
      'notLive',
      `The automation is ${automation.status}: only a live one acts on missed matches.`,
    );
  }
  if (rows.length > 0) return;
  throw conflict(
    'notMissed',
    `${item.subject} is not on the missed list for ${item.date}: it was run, dismissed or entered otherwise.`,
  );
}
