import { NO_SUBSCRIPTION_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING } from './parts.js';
import type { Template } from './template.js';

export const noPaymentMethod: Template = {
  id: 'no-payment-method',
  goal: 'prevent',
  blurb: 'Asks members without a payment method for one before their next renewal.',
  document: {
    schemaVersion: 1,
    name: 'No payment method on file',
    policyNote: 'A renewal without a payment method ends in an overdue invoice.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: {
        all: [
          { field: 'account.hasPaymentMethod', operator: 'isFalse' },
          { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 },
          { field: 'account.daysToRenewal', operator: 'atMost', value: 14 },
        ],
      },
      reentry: { kind: 'afterDays', days: 30 },
    },
    exit: [
      {
        id: 'methodAdded',
        label: 'A payment method is on file',
        when: { field: 'account.hasPaymentMethod', operator: 'isTrue' },
      },
      NO_SUBSCRIPTION_EXIT,
    ],
    first: 'ask',
    steps: {
      ask: {
        kind: 'action',
        label: 'Add a payment method',
        action: {
          kind: 'emailCustomer',
          subject: 'Your membership renews in {{ account.daysToRenewal }} days',
          body: 'Hello {{ account.name }},\n\nwe have no payment method on file for you. Please add one before your membership renews in {{ account.daysToRenewal }} days: {{ account.paymentUrl }}\n',
        },
        next: 'week',
      },
      week: { kind: 'wait', days: 7, next: 'call' },
      call: {
        kind: 'action',
        label: 'Ask by telephone',
        action: {
          kind: 'createTask',
          title: 'Ask {{ account.name }} for a payment method',
          dueInDays: 3,
        },
        next: null,
      },
    },
  },
};
