import { businessDateIn, type CalendarDate, type Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { mustGet } from '../../platform/must.js';
import { accountZones } from './account-zones.js';

/** What commands about an account's money and service are made of; amounts in minor units of its currency. */
export interface AccountMoney {
  /** Less unapplied money (S3). */
  overdue: number;
  /** Past due ones, oldest first, all of them; none while nothing is overdue. */
  overdueInvoices: { number: string; dueOn: CalendarDate; remaining: number }[];
  /** The key of an active payment method, the default one first; null: there is none. */
  paymentMethod: string | null;
  /** Active ones (S9). */
  subscriptions: { key: string; plan: string | null; renewsOn: CalendarDate | null }[];
  /** The attribute that names a test card; null: it is not set. */
  practiceCard: string | null;
}

/** The money and service of accounts as of an instant, by account id. */
export async function readAccountMoney(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  at: Instant,
): Promise<Map<string, AccountMoney>> {
  if (accountIds.length === 0) return new Map();
  const rows = await manager.query<Row[]>(STATEMENT, [workspaceId, accountIds, new Date(at)]);
  const zones = await accountZones(manager, workspaceId, accountIds);
  return new Map(
    rows.map(({ accountId, methods, subscriptions, ...money }) => {
      const today = businessDateIn(mustGet(zones, accountId), at);
      // A card counts up to its last day, and a subscription up to the day before its end, in the account's zone.
      const method = methods.find(({ expiresOn }) => expiresOn === null || expiresOn >= today);
      const active = subscriptions.filter(
        ({ startedOn, endedOn }) => startedOn <= today && (endedOn === null || endedOn > today),
      );
      return [
        accountId,
        {
          ...money,
          paymentMethod: method?.key ?? null,
          subscriptions: active.map(({ key, plan, renewsOn }) => ({ key, plan, renewsOn })),
        },
      ];
    }),
  );
}

interface Row extends Pick<AccountMoney, 'overdue' | 'overdueInvoices' | 'practiceCard'> {
  accountId: string;
  methods: { key: string; expiresOn: CalendarDate | null }[];
  subscriptions: {
    key: string;
    plan: string | null;
    startedOn: CalendarDate;
    endedOn: CalendarDate | null;
    renewsOn: CalendarDate | null;
  }[];
}

const STATEMENT = `
  select account.account_id as "accountId", coalesce(balance.overdue, 0) as overdue,
    case when balance.overdue > 0 then owed.invoices else '[]' end as "overdueInvoices",
    methods.active as methods, subscriptions.active as subscriptions, card.text_value as "practiceCard"
  from accounts account
  left join account_timeline balance
    on balance.workspace_id = account.workspace_id and balance.account_id = account.account_id
    and balance.from_at <= $3 and balance.to_at > $3
  cross join lateral (
    select coalesce(json_agg(json_build_object(
      'number', invoice.number, 'dueOn', invoice.due_on, 'remaining', period.remaining)
      order by invoice.due_on, invoice.number), '[]') as invoices
    from invoice_timeline period
    join invoices invoice on invoice.workspace_id = period.workspace_id and invoice.invoice_id = period.invoice_id
    where period.workspace_id = account.workspace_id and period.account_id = account.account_id
      and period.past_due and period.from_at <= $3 and period.to_at > $3
  ) owed
  cross join lateral (
    select coalesce(json_agg(json_build_object('key', method.key, 'expiresOn', state.expires_on)
      order by state.is_default desc, method.key), '[]') as active
    from payment_method_states state
    join payment_methods method
      on method.workspace_id = state.workspace_id and method.payment_method_id = state.payment_method_id
    where state.workspace_id = account.workspace_id and state.account_id = account.account_id
      and state.status = 'active' and state.from_at <= $3 and state.to_at > $3
  ) methods
  cross join lateral (
    select coalesce(json_agg(json_build_object('key', subscription.key, 'plan', state.plan,
      'startedOn', state.started_on, 'endedOn', state.ended_on, 'renewsOn', state.renews_on)
      order by subscription.key), '[]') as active
    from subscription_states state
    join subscriptions subscription
      on subscription.workspace_id = state.workspace_id and subscription.subscription_id = state.subscription_id
    where state.workspace_id = account.workspace_id and state.account_id = account.account_id
      and state.status in ('active', 'trialing', 'pastDue') and state.from_at <= $3 and state.to_at > $3
  ) subscriptions
  left join attribute_periods card
    on card.workspace_id = account.workspace_id and card.subject = 'account' and card.subject_id = account.account_id
    and card.name = 'practiceCard' and card.from_at <= $3 and card.to_at > $3
  where account.workspace_id = $1 and account.account_id = any($2::uuid[])`;
