import type { Exit } from './document.js';

/* The exits of S9, proposed by the editor and used by the starters. */

export const PAID_EXIT: Exit = {
  id: 'paid',
  label: 'Nothing overdue any more',
  when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
};
export const INVOICE_CLOSED_EXIT: Exit = {
  id: 'invoiceClosed',
  label: 'The invoice is no longer open',
  when: { field: 'invoice.status', operator: 'isNoneOf', value: ['open'] },
};
export const NO_SUBSCRIPTION_EXIT: Exit = {
  id: 'noSubscription',
  label: 'No active subscription any more',
  when: { field: 'account.activeSubscriptionCount', operator: 'equals', value: 0 },
};
export const SUBSCRIPTION_OVER_EXIT: Exit = {
  id: 'subscriptionOver',
  label: 'The subscription is no longer active',
  when: { field: 'subscription.status', operator: 'isNoneOf', value: ['active', 'trialing', 'pastDue'] },
};
export const METHOD_GONE_EXIT: Exit = {
  id: 'methodGone',
  label: 'The payment method is no longer active',
  when: { field: 'paymentMethod.status', operator: 'notEquals', value: 'active' },
};
