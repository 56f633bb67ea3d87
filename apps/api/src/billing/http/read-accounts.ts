import { businessDateIn, daysBetween } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { loadAttributes } from '../facts/attributes.js';
import { valueAt } from '../facts/held.js';
import { loadTags } from '../facts/tags.js';
import { zoneHistory, zoneInForce } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import type { AccountAnswer, AccountDetailsAnswer } from './answers.dto.js';

interface ReadContext {
  workspaceId: string;
  now: Date;
}

/** An account as statements about it read it, as of business now. */
export interface AccountRow {
  account_id: string;
  key: string;
  currency: string;
  created_at: Date;
  name: string | null;
  email: string | null;
  country: string | null;
  language: string | null;
  payment_url: string | null;
  collection_status: string;
  service_status: string;
  outstanding: number;
  overdue: number;
  unapplied: number;
  overdue_invoices: number;
  oldest_due_on: string | null;
  streak_id: string | null;
  opened_on: string | null;
  strict_since: string | null;
}

/** An account new in an import that is still running has no timeline yet, and so far owes nothing. */
const ACCOUNTS = `
  select account_id, key, currency, created_at, name, email, country, language, payment_url,
    collection_status, service_status,
    coalesce(outstanding, 0) as outstanding, coalesce(overdue, 0) as overdue,
    coalesce(unapplied, 0) as unapplied, coalesce(overdue_invoices, 0) as overdue_invoices,
    oldest_due_on, streak_id, opened_on, strict_since
  from accounts
  join lateral (
    select * from account_details details
    where details.workspace_id = $1 and details.account_id = accounts.account_id
      and details.from_at <= $2 and $2 < details.to_at
  ) details using (workspace_id, account_id)
  left join lateral (
    select * from account_timeline balances
    where balances.workspace_id = $1 and balances.account_id = accounts.account_id
      and balances.from_at <= $2 and $2 < balances.to_at
  ) balances using (workspace_id, account_id)
  where workspace_id = $1`;

/** One account with all that is known of it now; null where the key is not known. */
export async function findAccount(
  manager: EntityManager,
  { workspaceId, now }: ReadContext,
  key: string,
): Promise<AccountDetailsAnswer | null> {
  const [row] = await manager.query<AccountRow[]>(`${ACCOUNTS} and key = $3`, [
    workspaceId,
    now.toISOString(),
    key,
  ]);
  if (row === undefined) return null;
  const id = row.account_id;
  const at = now.getTime();
  const zones = (await loadZones(manager, workspaceId, [id])).get(id) ?? [];
  const tags = (await loadTags(manager, workspaceId, [id])).get(id) ?? {};
  const attributes =
    (await loadAttributes(manager, workspaceId, { subject: 'account', ids: [id] })).get(id) ?? {};
  return {
    ...accountOf(row, { zones, now }),
    today: businessDateIn(zoneHistory(zones), at),
    ownTimeZone: zoneInForce(zones, now).own,
    country: row.country,
    language: row.language,
    paymentUrl: row.payment_url,
    collectionStatus: row.collection_status,
    serviceStatus: row.service_status,
    tags: Object.keys(tags)
      .filter((tag) => valueAt(tags[tag] ?? [], at).on)
      .sort(),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, history]) => {
        const { value } = valueAt(history, at);
        return value === null ? [] : [[name, value]];
      }),
    ),
    createdAt: row.created_at.toISOString(),
  };
}

/** What the list and the single account have in common. */
export function accountOf(
  row: AccountRow,
  { zones, now }: { zones: Parameters<typeof zoneInForce>[0]; now: Date },
): Pick<AccountAnswer, keyof AccountAnswer> {
  const today = businessDateIn(zoneHistory(zones), now.getTime());
  return {
    account: row.key,
    name: row.name,
    email: row.email,
    currency: row.currency,
    timeZone: zoneInForce(zones, now).timeZone,
    balances: {
      outstanding: row.outstanding,
      overdue: row.overdue,
      unapplied: row.unapplied,
      overdueInvoices: row.overdue_invoices,
      oldestDueOn: row.oldest_due_on,
    },
    streak:
      row.streak_id === null || row.opened_on === null || row.strict_since === null
        ? null
        : {
            id: row.streak_id,
            openedOn: row.opened_on,
            day: daysBetween(row.opened_on, today) + 1,
            strictSince: row.strict_since,
          },
  };
}
