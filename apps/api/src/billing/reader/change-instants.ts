import { startOfDateIn, type CalendarDate, type Instant, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountZones } from './account-zones.js';

export interface ChangeQuery {
  workspaceId: string;
  accountIds: readonly string[];
  /** Exclusive. */
  from: Instant;
  /** Inclusive. */
  to: Instant;
}

/**
 * The instants in (from, to] at which a fact of an account, its invoices, subscriptions or payment methods changes, in
 * order, by account id; accounts without any are not in it. Facts that come with a date change when the date begins
 * (S0). That day counts grow at every midnight is not a change.
 */
export async function changeInstants(
  manager: EntityManager,
  query: ChangeQuery,
): Promise<Map<string, Instant[]>> {
  const parameters = [query.workspaceId, query.accountIds, new Date(query.from), new Date(query.to)];
  const atInstants = await manager.query<{ account_id: string; at: Date }[]>(CHANGES_AT_INSTANTS, parameters);
  const onDates = await manager.query<{ account_id: string; on_date: CalendarDate }[]>(
    CHANGES_ON_DATES,
    parameters,
  );
  const zones =
    onDates.length === 0 ? new Map<string, ZoneHistory>() : await zonesOf(manager, query, onDates);
  const instants = new Map<string, Set<Instant>>();
  const add = (accountId: string, at: Instant): void => {
    if (at <= query.from || at > query.to) return;
    const known = instants.get(accountId) ?? new Set();
    instants.set(accountId, known.add(at));
  };
  for (const { account_id, at } of atInstants) add(account_id, at.getTime());
  for (const { account_id, on_date } of onDates) {
    const history = zones.get(account_id);
    if (!history) throw new Error(`The account ${account_id} has no time zone.`);
    add(account_id, startOfDateIn(history, on_date));
  }
  return new Map([...instants].map(([accountId, ats]) => [accountId, [...ats].sort((a, b) => a - b)]));
}

function zonesOf(
  manager: EntityManager,
  { workspaceId }: ChangeQuery,
  rows: readonly { account_id: string }[],
): Promise<Map<string, ZoneHistory>> {
  return accountZones(manager, workspaceId, [...new Set(rows.map(({ account_id }) => account_id))]);
}

const OF_ACCOUNTS = `workspace_id = $1 and account_id = any($2::uuid[])`;
const IN_TIME = (at: string): string => `${at} > $3 and ${at} <= $4`;

const beginningsAndEnds = (table: string): string => `
  select account_id, from_at as at from ${table} where ${OF_ACCOUNTS} and ${IN_TIME('from_at')}
  union
  select account_id, to_at from ${table} where ${OF_ACCOUNTS} and ${IN_TIME('to_at')}`;

const WITH_PERIODS = [
  'account_timeline',
  'invoice_timeline',
  'account_details',
  'account_tags',
  'attribute_periods',
  'subscription_states',
  'payment_method_states',
];

const CHANGES_AT_INSTANTS = [
  ...WITH_PERIODS.map(beginningsAndEnds),
  `select invoice.account_id, state.from_at
   from invoices invoice
   join invoice_states state on state.workspace_id = invoice.workspace_id and state.invoice_id = invoice.invoice_id
   where invoice.workspace_id = $1 and invoice.account_id = any($2::uuid[]) and ${IN_TIME('state.from_at')}`,
  `select account_id, from_at from holds where ${OF_ACCOUNTS} and ${IN_TIME('from_at')}`,
  `select account_id, until_at from holds where ${OF_ACCOUNTS} and ${IN_TIME('until_at')}`,
  `select account_id, lifted_at from holds where ${OF_ACCOUNTS} and ${IN_TIME('lifted_at')}`,
  `select account_id, at from payment_states where ${OF_ACCOUNTS} and ${IN_TIME('at')}`,
  `select account_id, reversed_at from payment_states where ${OF_ACCOUNTS} and ${IN_TIME('reversed_at')}`,
].join('\n  union\n');

/** Two days more on either side than the instants: a date begins at another instant in each zone. */
const NEAR = (date: string): string =>
  `${date} between ($3 at time zone 'UTC')::date - 2 and ($4 at time zone 'UTC')::date + 2`;

/** A card can be charged on its last day: it expires when the next one begins. */
const CHANGES_ON_DATES = `
  select account_id, started_on as on_date from subscription_states where ${OF_ACCOUNTS} and ${NEAR('started_on')}
  union
  select account_id, ended_on from subscription_states where ${OF_ACCOUNTS} and ${NEAR('ended_on')}
  union
  select account_id, expires_on + 1 from payment_method_states where ${OF_ACCOUNTS} and ${NEAR('expires_on')}`;
