import type { MissedFilter, MissedMatch } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountStanding } from '../../billing/billing-reader.js';
import { allOf } from '../../platform/database/all-of.js';
import { subjectReference } from '../subject-keys.js';
import { MISSED_WORDS } from './missed-words.js';

/** Where the list goes on: the last one of the page before. */
export interface MissedPlace {
  date: string;
  automationId: string;
  subjectId: string;
}

export type MissedRow = MissedMatch & MissedPlace;

interface StoredRow extends Omit<MissedRow, 'words' | 'overdue'> {
  currency: string;
  overdue: number;
}

/** Matches that were not acted on in time, oldest date first: an operator runs or dismisses them (S10). */
export async function listMissed(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  { after, limit, ...filter }: MissedFilter & { after?: MissedPlace | undefined; limit: number },
): Promise<MissedRow[]> {
  const standing = accountStanding(now.getTime());
  const isAfter =
    after &&
    sql`(m.business_date, m.automation_id, m.subject_id) >
      (${after.date}::date, ${after.automationId}::uuid, ${after.subjectId}::uuid)`;
  const { text, values } = render(sql`
    select m.automation_id as "automationId", a.name as automation, m.business_date as date,
      m.subject_id as "subjectId", ${subjectReference('m')} as subject, ${standing.name} as "accountName", m.path,
      m.missed_because as because, account.currency, ${standing.overdue} as overdue
    from ${MISSED} ${standing.joins}
    where ${allOf(isMissed(workspaceId), ...missedConditions(filter), isAfter)}
    order by m.business_date, m.automation_id, m.subject_id
    limit ${limit}`);
  const rows = await manager.query<StoredRow[]>(text, values);
  return rows.map(({ currency, overdue, ...row }) => ({
    ...row,
    words: MISSED_WORDS[row.because],
    overdue: { currency, amount: overdue },
  }));
}

/** Matches with their automation and their account. */
export const MISSED = sql`matches m
    join automations a on a.workspace_id = m.workspace_id and a.automation_id = m.automation_id
    join accounts account on account.workspace_id = m.workspace_id and account.account_id = m.account_id`;

export const isMissed = (workspaceId: string): SqlFragment =>
  sql`m.workspace_id = ${workspaceId}::uuid and m.outcome = 'missed'`;

export function missedConditions({
  automationId,
  because,
  account,
}: MissedFilter): (SqlFragment | undefined)[] {
  return [
    automationId === undefined ? undefined : sql`m.automation_id = ${automationId}::uuid`,
    because && sql`m.missed_because = ${because}`,
    account === undefined ? undefined : sql`account.key = ${account}`,
  ];
}
