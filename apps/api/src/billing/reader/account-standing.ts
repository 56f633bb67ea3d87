import { joinSql, sql, type Instant, type SqlFragment } from '@dunwell/engine';
import { details, timeline } from './account-joins.js';
import { instantSql } from './fact-sql.js';
import { promises } from './promises-join.js';

/** What lists of other things show of their accounts: joins to a statement's `accounts account`, and expressions. */
export interface AccountStanding {
  joins: SqlFragment;
  name: SqlFragment;
  /** Minor units of the account's currency. */
  overdue: SqlFragment;
  /** Which day of the streak the account's date is (S4); null: nothing is overdue. */
  streakDays: SqlFragment;
  /** The streak it is in; null: none. */
  streakId: SqlFragment;
  /** The date in the account's zone (S21). */
  today: SqlFragment;
}

/**
 * How accounts stand at an instant, each by its own calendar; given as SQL, at another for each row. An account without
 * a timeline yet owes nothing.
 */
export function accountStanding(at: Instant | SqlFragment): AccountStanding {
  const moment = { atSql: typeof at === 'number' ? instantSql(at) : at };
  const today = sql`local.today`;
  return {
    joins: joinSql(
      [
        details(moment).sql,
        timeline(moment).sql,
        sql`cross join lateral (select ${localDate(moment.atSql)} as today) local`,
      ],
      ' ',
    ),
    name: sql`details.name`,
    overdue: sql`coalesce(timeline.overdue, 0)`,
    streakId: sql`timeline.streak_id`,
    streakDays: sql`case when timeline.overdue > 0 then ${today} - timeline.opened_on + 1 end`,
    today,
  };
}

/** How the promises to pay of a statement's `accounts account` stand at an instant. */
export function promiseStanding(at: Instant): {
  joins: SqlFragment;
  latest: SqlFragment;
  broken: SqlFragment;
} {
  return {
    joins: promises({ atSql: instantSql(at) }).sql,
    latest: sql`coalesce(promises.latest, 'none')`,
    broken: sql`promises.broken`,
  };
}

/**
 * The business date of an instant for a statement's `accounts account`, as `businessDateIn` finds it: where two zones
 * meet, the old one's last date goes on until the new one's first begins (S21).
 */
export function localDate(instant: SqlFragment): SqlFragment {
  return sql`(
      select max(least((${instant} at time zone zone.time_zone)::date, zone.to_date - 1))
      from account_zones zone
      where zone.workspace_id = account.workspace_id and zone.account_id = account.account_id
        and (${instant} at time zone zone.time_zone)::date >= zone.from_date
    )`;
}
