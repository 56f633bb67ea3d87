import type { EntityManager } from 'typeorm';
import type { Stretch } from './find-happenings.js';

/** The next accounts, behind one, to which something may have happened in a stretch of time without anybody writing. */
export async function accountsBegunByTime(
  manager: EntityManager,
  workspaceId: string,
  { after, upTo }: Stretch,
  page: { behind: string | null; limit: number },
): Promise<string[]> {
  const rows = await manager.query<{ accountId: string }[]>(BEGUN, [
    workspaceId,
    after,
    upTo,
    page.behind,
    page.limit,
  ]);
  return rows.map(({ accountId }) => accountId);
}

const WITHIN = (at: string): string => `workspace_id = $1 and ${at} > $2 and ${at} <= $3`;

/** A date begins at another instant in each zone: two days more on either side. */
const NEAR = (date: string): string =>
  `workspace_id = $1 and ${date} between ($2 at time zone 'UTC')::date - 2 and ($3 at time zone 'UTC')::date + 2`;

const BEGUN = `
  select account_id as "accountId" from (
    select account_id from streaks where ${WITHIN('opened_at')}
    union
    select account_id from streaks where ended_at is not null and ${WITHIN('ended_at')}
    union
    select account_id from invoice_timeline where status in ('draft', 'scheduled') and ${WITHIN('to_at')}
    union
    select account_id from payment_states
    where status in ('succeeded', 'refunded', 'chargedBack') and ${WITHIN('at')}
    union
    select account_id from payment_states where status = 'failed' and ${WITHIN('at')}
    union
    select account_id from subscription_states where ${WITHIN('from_at')}
    union
    select account_id from subscription_states where ${NEAR('started_on')}
    union
    select account_id from subscription_states where ended_on is not null and ${NEAR('ended_on')}
    union
    select account_id from account_tags where ${WITHIN('from_at')}
  ) begun
  where $4::uuid is null or account_id > $4
  order by account_id limit $5`;
