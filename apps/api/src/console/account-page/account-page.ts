import type { AccountDetails, AccountPage, DayCount, DayCounts } from '@dunwell/contract';
import { daysBetween, localCalendar } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import {
  accountByKey,
  accountHolds,
  accountInvoices,
  accountPromises,
  accountZones,
  findAccount,
  lastPayment,
  listPaymentMethods,
  listSubscriptions,
  nowSql,
} from '../../billing/billing-reader.js';
import { notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';

/** More than anybody has; the lists of billing have them all. */
const MOST_FACTS = 50;

/** One account on one page, as of business now, read in the one snapshot of the manager's transaction. */
export async function readAccountPage(
  manager: EntityManager,
  { workspaceId, key, at }: { workspaceId: string; key: string; at: Date },
): Promise<AccountPage> {
  const found = await accountByKey(manager, workspaceId, key);
  const account = await findAccount(manager, { workspaceId, now: at }, key);
  if (found === null || account === null) throw notFound('account', key);
  const { accountId } = found;
  const zones = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
  const now = nowSql(workspaceId, at);
  const who = { accountId, zones };
  const facts = { accountId, after: null, limit: MOST_FACTS, now: at };
  const methods = await listPaymentMethods(manager, workspaceId, facts);
  return {
    account,
    localTime: `${account.today}T${localCalendar(zones).timeAt(now.at)}`,
    dayCounts: dayCounts(account),
    promises: await accountPromises(manager, now, who),
    subscriptions: (await listSubscriptions(manager, workspaceId, facts)).map(withoutAccount),
    paymentMethods: methods.filter(({ status }) => status !== 'removed').map(withoutAccount),
    invoices: await accountInvoices(manager, now, accountId),
    lastPayment: await lastPayment(manager, now, who),
    holds: await accountHolds(manager, { workspaceId, ...who, from: now.at, to: Infinity }),
  };
}

/** S4, S5 and S6 side by side. */
function dayCounts({ streak, balances, today }: AccountDetails): DayCounts {
  return {
    streak: streak && countFrom(streak.openedOn, today, 1),
    sincePayment: streak && countFrom(streak.strictSince, today, 1),
    oldestInvoice: balances.oldestDueOn === null ? null : countFrom(balances.oldestDueOn, today, 0),
  };
}

/** `first` is what the date itself counts as. */
function countFrom(since: string, today: string, first: 0 | 1): DayCount {
  return { days: daysBetween(since, today) + first, since };
}

function withoutAccount<Fact extends { account: string }>({
  account: _,
  ...fact
}: Fact): Omit<Fact, 'account'> {
  return fact;
}
