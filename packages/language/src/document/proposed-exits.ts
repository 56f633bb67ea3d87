import type { Condition } from '../conditions/condition.js';
import { requiresAboveZero } from '../conditions/requires-above-zero.js';
import type { AutomationDocument, Exit } from './document.js';
import { isOverdueRule } from './journey-streak.js';

const PAID: Exit = {
  id: 'paid',
  label: 'Nothing overdue any more',
  when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
};
const INVOICE_CLOSED: Exit = {
  id: 'invoiceClosed',
  label: 'The invoice is no longer open',
  when: { field: 'invoice.status', operator: 'isNoneOf', value: ['open'] },
};
const NO_SUBSCRIPTION: Exit = {
  id: 'noSubscription',
  label: 'No active subscription any more',
  when: { field: 'account.activeSubscriptionCount', operator: 'equals', value: 0 },
};
const SUBSCRIPTION_OVER: Exit = {
  id: 'subscriptionOver',
  label: 'The subscription is no longer active',
  when: { field: 'subscription.status', operator: 'isNoneOf', value: ['active', 'trialing', 'pastDue'] },
};
const METHOD_GONE: Exit = {
  id: 'methodGone',
  label: 'The payment method is no longer active',
  when: { field: 'paymentMethod.status', operator: 'notEquals', value: 'active' },
};

const SUBSCRIPTION_COUNT: ReadonlySet<string> = new Set(['account.activeSubscriptionCount']);

/** The exits that a rule such as this one ought to have (S9): proposed, never added by themselves. */
export function proposedExits(document: AutomationDocument): Exit[] {
  const exits: Exit[] = [];
  if (document.subject === 'invoice') exits.push(INVOICE_CLOSED);
  if (document.subject === 'subscription') exits.push(SUBSCRIPTION_OVER);
  if (document.subject === 'paymentMethod') exits.push(METHOD_GONE);
  if (isOverdueRule(document)) exits.push(PAID);
  if (requiresAboveZero(document.entry.when, SUBSCRIPTION_COUNT)) exits.push(NO_SUBSCRIPTION);
  return exits;
}

/** Those of the proposed exits about whose field no exit of the document asks. */
export function missingExits(document: AutomationDocument): Exit[] {
  const asked = new Set(document.exit.flatMap(({ when }) => sufficientFields(when)));
  return proposedExits(document).filter(
    ({ when }) => !sufficientFields(when).some((field) => asked.has(field)),
  );
}

/** The fields that can end a journey by themselves. */
function sufficientFields(condition: Condition): string[] {
  if ('any' in condition) return condition.any.flatMap(sufficientFields);
  return 'field' in condition ? [condition.field] : [];
}
