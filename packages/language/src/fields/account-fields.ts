import { defineGroup } from './define-group.js';
import type { FieldParameter } from './field.js';

const WINDOW: Readonly<Record<string, FieldParameter>> = {
  days: { label: 'in the last days', min: 1, max: 366, default: 30 },
};

/** What a rule can ask about the account, or about the account of its subject. */
export const ACCOUNT_FIELDS = defineGroup('account', {
  pastDueStreakDays: {
    label: 'Past due streak',
    type: 'days',
    meaning:
      'Days in a row with anything overdue, the day it began being day 1; a payment that leaves something overdue does not reset it.',
    notSet: 'Nothing is overdue.',
    dayCount: 'since',
  },
  pastDueStreakDaysSincePayment: {
    label: 'Past due streak since last payment',
    type: 'days',
    meaning:
      'Days in a row with anything overdue, starting again at 1 on the date of any payment, credit or write-off that lowered the overdue balance.',
    notSet: 'Nothing is overdue.',
    dayCount: 'since',
  },
  oldestOverdueAgeDays: {
    label: 'Oldest overdue age',
    type: 'days',
    meaning:
      'Days past due of the oldest unpaid past due invoice; it drops when that one is paid, even while others are overdue.',
    notSet: 'Nothing is overdue.',
    dayCount: 'since',
  },
  overdueBalance: {
    label: 'Overdue balance',
    type: 'money',
    meaning:
      'What remains on open invoices whose due date has passed, less unapplied money, never below zero.',
    notSet: 'Never: an account that owes nothing has zero.',
  },
  outstandingBalance: {
    label: 'Outstanding balance',
    type: 'money',
    meaning: 'What remains on all open invoices, due or not, less unapplied money, never below zero.',
    notSet: 'Never: an account that owes nothing has zero.',
  },
  unappliedBalance: {
    label: 'Unapplied balance',
    type: 'money',
    meaning: 'Payments and credits that are not applied to any invoice.',
    notSet: 'Never: an account without unapplied money has zero.',
  },
  overdueInvoiceCount: {
    label: 'Overdue invoices',
    type: 'count',
    unit: 'overdue invoices',
    meaning: 'How many open invoices are past due; 0 while the overdue balance is 0.',
    notSet: 'Never: an account without overdue invoices has 0.',
  },
  activeSubscriptionCount: {
    label: 'Active subscriptions',
    type: 'count',
    unit: 'active subscriptions',
    meaning: 'How many subscriptions are active, trialing or past due.',
    notSet: 'Never: an account without active subscriptions has 0.',
  },
  subscriptionPlans: {
    label: 'Subscription plans',
    type: 'list',
    meaning: 'The plans of the subscriptions that are active, trialing or past due.',
    notSet: 'No subscription is active.',
  },
  tags: {
    label: 'Tags',
    type: 'list',
    meaning: 'The tags on the account.',
    notSet: 'The account has no tag.',
  },
  country: {
    label: 'Country',
    type: 'text',
    meaning: 'The country of the account as two letters, for example DE.',
    notSet: 'No country is known.',
  },
  currency: {
    label: 'Currency',
    type: 'text',
    meaning: 'The billing currency of the account as three letters, for example EUR.',
    notSet: 'Never: every account has one currency.',
  },
  language: {
    label: 'Language',
    type: 'text',
    meaning: 'The language of the account as a code, for example de or en-GB.',
    notSet: 'No language is known.',
  },
  hasEmail: {
    label: 'Has an email address',
    type: 'boolean',
    meaning: 'Whether an email address is on file.',
    notSet: 'Never.',
  },
  createdDaysAgo: {
    label: 'Customer for',
    type: 'days',
    meaning: 'Days since the account was created.',
    notSet: 'The date of creation is not known.',
    dayCount: 'since',
  },
  hasPaymentMethod: {
    label: 'Has a payment method',
    type: 'boolean',
    meaning: 'Whether an active payment method is on file.',
    notSet: 'Never.',
  },
  paysAutomatically: {
    label: 'Pays automatically',
    type: 'boolean',
    meaning: 'Whether invoices of the account are collected automatically.',
    notSet: 'Nothing says how the account pays.',
  },
  cardExpiresInDays: {
    label: 'Card expires in',
    type: 'days',
    meaning:
      'Days until the default card expires, on the last day of its month; negative once it has expired.',
    notSet: 'There is no default card, or its expiry is not known.',
    dayCount: 'until',
  },
  daysToRenewal: {
    label: 'Days to renewal',
    type: 'days',
    meaning: 'Days until the next renewal of any active subscription.',
    notSet: 'No active subscription renews.',
    dayCount: 'until',
  },
  daysSinceLastPayment: {
    label: 'Days since last payment',
    type: 'days',
    meaning: 'Days since the last payment that succeeded.',
    notSet: 'The account has never paid.',
    dayCount: 'since',
  },
  failedPaymentsInLast: {
    label: 'Failed payments',
    type: 'count',
    unit: 'failed payments',
    meaning: 'How many payments failed within the last days, the date itself included.',
    notSet: 'Never: an account without failed payments has 0.',
    params: WINDOW,
  },
  lastPaymentFailureCode: {
    label: 'Last failure code',
    type: 'text',
    meaning: 'The code with which the last failed payment was refused.',
    notSet: 'No payment has failed, or the last failure came without a code.',
  },
  lastPaymentFailureKind: {
    label: 'Last failure',
    type: 'choice',
    meaning: 'Whether the last failed payment was a hard decline (trying again is of no use) or a soft one.',
    notSet: 'No payment has failed, or the last failure came without a kind.',
    options: ['hard', 'soft'],
  },
  onHold: {
    label: 'On hold',
    type: 'boolean',
    meaning: 'Whether a hold on the account is open: a promise, a dispute or a courtesy.',
    notSet: 'Never.',
  },
  promise: {
    label: 'Promise to pay',
    type: 'choice',
    meaning: 'The state of the last promise to pay: none, open, kept or broken.',
    notSet: 'Never: an account without a promise has none.',
    options: ['none', 'open', 'kept', 'broken'],
  },
  brokenPromises: {
    label: 'Broken promises',
    type: 'count',
    unit: 'broken promises',
    meaning: 'How many promises to pay were broken so far.',
    notSet: 'Never: an account without broken promises has 0.',
  },
  messagesInLast: {
    label: 'Messages sent',
    type: 'count',
    unit: 'messages',
    meaning: 'How many messages Dunwell sent to the customer within the last days, the date itself included.',
    notSet: 'Never: an account without messages has 0.',
    params: WINDOW,
    provider: 'runtime',
  },
  collectionStatus: {
    label: 'Collection status',
    type: 'choice',
    meaning: 'Whether the account is in collections or written off.',
    notSet: 'Never: an ordinary account has none.',
    options: ['none', 'inCollections', 'writtenOff'],
  },
  serviceStatus: {
    label: 'Service status',
    type: 'choice',
    meaning: 'Whether the service of the account is normal, restricted or suspended.',
    notSet: 'Never: an ordinary account has normal.',
    options: ['normal', 'restricted', 'suspended'],
  },
});
