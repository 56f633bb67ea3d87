import type { CalendarDate } from '@dunwell/engine';
import type { DataSource } from 'typeorm';

/** Who is meant, and when. */
export interface BareQuery {
  workspaceId: string;
  date: CalendarDate;
  at: Date;
}

/** The ids of the example's rule by one statement, as a person would write it who knows the tables: the floor. */
export async function bareSql(
  dataSource: DataSource,
  { workspaceId, date, at }: BareQuery,
): Promise<string[]> {
  const rows = await dataSource.query<{ account_id: string }[]>(
    `select t.account_id
     from account_timeline t
     where t.workspace_id = $1 and t.opened_on in ($2::date - 13, $2::date - 29)
       and t.overdue > 0 and t.from_at <= $3 and t.to_at > $3
       and exists (
         select from subscription_states s
         where s.workspace_id = t.workspace_id and s.account_id = t.account_id
           and s.status in ('active', 'trialing', 'pastDue') and s.from_at <= $3 and s.to_at > $3
           and s.started_on <= $2 and (s.ended_on is null or s.ended_on > $2)
       )
     order by t.account_id`,
    [workspaceId, date, at],
  );
  return rows.map(({ account_id }) => account_id);
}
