import type { MissedGroup, Money } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountStanding } from '../../billing/billing-reader.js';
import { isMissed, MISSED } from './missed-matches.js';
import { MISSED_WORDS } from './missed-words.js';

interface GroupRow extends Omit<MissedGroup, 'words' | 'overdue'> {
  overdue: Money[] | null;
}

/** The missed list by automation and reason, the largest group first; each account's debt counts once in a group. */
export async function groupMissed(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<MissedGroup[]> {
  const standing = accountStanding(now.getTime());
  const { text, values } = render(sql`
    with missed as (
      select m.automation_id, a.name, m.missed_because, m.business_date, m.account_id, account.currency,
        ${standing.overdue} as overdue
      from ${MISSED} ${standing.joins}
      where ${isMissed(workspaceId)}
    )
    select g.automation_id as "automationId", g.name as automation, g.missed_because as because, g.count,
      g.first_date as "firstDate", g.last_date as "lastDate", (
        select json_agg(json_build_object('currency', owed.currency, 'amount', owed.amount) order by owed.currency)
        from (
          select once.currency, sum(once.overdue)::bigint as amount
          from (
            select distinct account_id, currency, overdue from missed m
            where m.automation_id = g.automation_id and m.missed_because = g.missed_because
          ) once
          group by once.currency having sum(once.overdue) > 0
        ) owed
      ) as overdue
    from (
      select automation_id, name, missed_because, count(*)::integer as count, min(business_date) as first_date,
        max(business_date) as last_date
      from missed group by automation_id, name, missed_because
    ) g
    order by g.count desc, g.automation_id, g.missed_because`);
  const rows = await manager.query<GroupRow[]>(text, values);
  return rows.map((row) => ({ ...row, words: MISSED_WORDS[row.because], overdue: row.overdue ?? [] }));
}
