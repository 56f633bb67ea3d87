import { businessDateIn } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import type { PaymentMethodAnswer, SubscriptionAnswer } from './facts-answers.dto.js';
import type { ListedFacts } from './listed-facts.js';

interface SubscriptionRow {
  account_id: string;
  account: string;
  key: string;
  status: string;
  plan: string | null;
  collection_method: string | null;
  started_on: string;
  ended_on: string | null;
  renews_on: string | null;
  trial_ends_on: string | null;
}

/** Subscriptions in the order of their keys, of one account or all, as of business now. */
export async function listSubscriptions(
  manager: EntityManager,
  workspaceId: string,
  { accountId, after, limit, now }: ListedFacts<string> & { now: Date },
): Promise<SubscriptionAnswer[]> {
  const rows = await manager.query<SubscriptionRow[]>(
    `select subscriptions.account_id, accounts.key as account, subscriptions.key, status, plan, collection_method,
            started_on, ended_on, renews_on, trial_ends_on
     from subscriptions
     join accounts using (workspace_id, account_id)
     join subscription_states states using (workspace_id, subscription_id)
     where workspace_id = $1 and ($2::uuid is null or subscriptions.account_id = $2)
       and ($3::text is null or subscriptions.key > $3) and from_at <= $5 and $5 < to_at
     order by subscriptions.key limit $4`,
    [workspaceId, accountId, after, limit, now.toISOString()],
  );
  const accountIds = [...new Set(rows.map((row) => row.account_id))];
  const zones = await loadZones(manager, workspaceId, accountIds);
  return rows.map((row) => {
    const today = businessDateIn(zoneHistory(zones.get(row.account_id) ?? []), now.getTime());
    return {
      account: row.account,
      key: row.key,
      status: row.ended_on !== null && row.ended_on <= today ? 'ended' : row.status,
      plan: row.plan,
      startedOn: row.started_on,
      endedOn: row.ended_on,
      renewsOn: row.renews_on,
      trialEndsOn: row.trial_ends_on,
      collectionMethod: row.collection_method,
    };
  });
}

interface PaymentMethodRow {
  account: string;
  key: string;
  type: string;
  brand: string | null;
  expires_on: string | null;
  status: string;
  is_default: boolean;
}

/** Payment methods in the order of their keys, of one account or all, as of business now. */
export async function listPaymentMethods(
  manager: EntityManager,
  workspaceId: string,
  { accountId, after, limit, now }: ListedFacts<string> & { now: Date },
): Promise<PaymentMethodAnswer[]> {
  const rows = await manager.query<PaymentMethodRow[]>(
    `select accounts.key as account, payment_methods.key, type, brand, expires_on, status, is_default
     from payment_methods
     join accounts using (workspace_id, account_id)
     join payment_method_states states using (workspace_id, payment_method_id)
     where workspace_id = $1 and ($2::uuid is null or payment_methods.account_id = $2)
       and ($3::text is null or payment_methods.key > $3) and from_at <= $5 and $5 < to_at
     order by payment_methods.key limit $4`,
    [workspaceId, accountId, after, limit, now.toISOString()],
  );
  return rows.map((row) => ({
    account: row.account,
    key: row.key,
    type: row.type,
    brand: row.brand,
    expiresOn: row.expires_on,
    status: row.status,
    isDefault: row.is_default,
  }));
}
