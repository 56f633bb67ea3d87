import type {
  AccountInput,
  ExampleFacts,
  HoldInput,
  InvoiceInput,
  PaymentMethodInput,
  SubscriptionInput,
  TagInput,
} from '@dunwell/contract';
import { businessDateIn, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { mustGet } from '../../platform/must.js';
import { PAYMENT_METHOD_TABLES } from '../apply/apply-payment-methods.js';
import { SUBSCRIPTION_TABLES } from '../apply/apply-subscriptions.js';
import { loadAccountFacts } from '../facts/account-facts.js';
import { loadInvoiceFacts } from '../facts/invoice-facts.js';
import { loadStated } from '../facts/stated-facts.js';
import type { Tags } from '../facts/tags.js';
import { holdsBetween } from '../holds/hold-facts.js';
import { endOf } from '../holds/store-hold.js';
import { lastDateBefore } from '../lists/last-date.js';
import { zoneHistory } from '../zones/account-zones.js';
import { copyCredits, copyPayments } from './copy-money.js';
import { attributeChanges, changesOf, rowsOfChanges } from './history-as-rows.js';
import { keysOfAccount, type CopiedAccount } from './keys-of-account.js';

/**
 * Everything that was said of an account as rows that say it again (S23), so that they may be applied at any time. Fees
 * that Dunwell added are left out, and of the zones it had all but the last.
 */
export async function copyAccount(manager: EntityManager, copied: CopiedAccount): Promise<ExampleFacts> {
  const { workspaceId, key: account, currency } = copied;
  const keys = await keysOfAccount(manager, copied);
  const facts = mustGet(await loadAccountFacts(manager, workspaceId, [account]), account);
  const zones = zoneHistory(facts.zones);
  const [first, ...later] = rowsOfChanges<Omit<AccountInput, 'account'>>([
    ...changesOf(facts.details),
    ...attributeChanges(facts.attributes),
  ]);
  const timeZone = facts.zones.at(-1)?.timeZone ?? 'UTC';
  const stated = { workspaceId, account };
  return {
    accounts: [{ account, ...first, currency, timeZone }, ...later.map((row) => ({ account, ...row }))],
    invoices: await copyInvoices(manager, { ...stated, zones, numbers: keys.invoices }),
    payments: await copyPayments(manager, { ...stated, references: keys.payments }),
    credits: await copyCredits(manager, { ...stated, references: keys.credits }),
    subscriptions: await copySubscriptions(manager, { ...stated, keys: keys.subscriptions }),
    paymentMethods: await copyPaymentMethods(manager, { ...stated, keys: keys.paymentMethods }),
    tags: tagRows(account, facts.tags),
    holds: await copyHolds(manager, copied, zones),
  };
}

async function copyInvoices(
  manager: EntityManager,
  of: { workspaceId: string; account: string; zones: ZoneHistory; numbers: readonly string[] },
): Promise<InvoiceInput[]> {
  const { workspaceId, account, zones, numbers } = of;
  const invoices = await loadInvoiceFacts(manager, workspaceId, numbers);
  return [...invoices.values()].flatMap(
    ({ number, issuedOn, dueOn, total, states, attributes, paidOn }): InvoiceInput[] => {
      const [first, ...later] = rowsOfChanges<Omit<InvoiceInput, 'account' | 'number'>>([
        ...changesOf(states),
        ...attributeChanges(attributes),
      ]);
      const paid = paidOn === null ? {} : { paidOn: businessDateIn(zones, paidOn.at) };
      return [
        { account, number, issuedOn, dueOn, total, ...first, ...paid },
        ...later.map((row) => ({ account, number, ...row })),
      ];
    },
  );
}

async function copySubscriptions(
  manager: EntityManager,
  { workspaceId, account, keys }: { workspaceId: string; account: string; keys: readonly string[] },
): Promise<SubscriptionInput[]> {
  const found = await loadStated(manager, workspaceId, { tables: SUBSCRIPTION_TABLES, keys });
  return [...found.values()].flatMap(({ key, states }) =>
    rowsOfChanges<Omit<SubscriptionInput, 'account' | 'key'>>(changesOf(states)).map((row) => ({
      account,
      key,
      ...row,
    })),
  );
}

async function copyPaymentMethods(
  manager: EntityManager,
  { workspaceId, account, keys }: { workspaceId: string; account: string; keys: readonly string[] },
): Promise<PaymentMethodInput[]> {
  const found = await loadStated(manager, workspaceId, { tables: PAYMENT_METHOD_TABLES, keys });
  return [...found.values()].flatMap(({ key, states }) =>
    rowsOfChanges<Omit<PaymentMethodInput, 'account' | 'key'>>(changesOf(states)).map((row) => ({
      account,
      key,
      ...row,
      // Stored as the last day of its month.
      ...(typeof row.expiresOn === 'string' && { expiresOn: row.expiresOn.slice(0, 'YYYY-MM'.length) }),
    })),
  );
}

function tagRows(account: string, tags: Tags): TagInput[] {
  return Object.entries(tags).flatMap(([tag, history]) =>
    history
      .filter(({ value }) => value.on)
      .map(({ from, to }) => ({
        account,
        tag,
        from: from === -Infinity ? null : new Date(from).toISOString(),
        to: to === Infinity ? null : new Date(to).toISOString(),
      })),
  );
}

/** One that was lifted ends with the last date it covered. */
async function copyHolds(
  manager: EntityManager,
  { workspaceId, accountId, key: account }: CopiedAccount,
  zones: ZoneHistory,
): Promise<HoldInput[]> {
  const holds = await holdsBetween(manager, workspaceId, { accountId, from: -Infinity, to: Infinity });
  return holds.map((hold): HoldInput => {
    const { invoice, reason, leaveOut, fromAt, promisedAmount } = hold;
    const end = endOf(hold);
    return {
      account,
      ...(invoice !== null && { invoice }),
      reason,
      leaveOut,
      from: new Date(fromAt).toISOString(),
      until: end === Infinity ? null : lastDateBefore(zones, end),
      ...(promisedAmount !== null && { promisedAmount }),
    };
  });
}
