import { METHOD_GONE_EXIT, NO_SUBSCRIPTION_EXIT } from '../document/common-exits.js';
import type { Template } from './template.js';

export const cardExpires: Template = {
  id: 'card-expires',
  goal: 'prevent',
  blurb: 'Asks for a new card 90, 30, 14 and 5 days before the one on file expires.',
  document: {
    schemaVersion: 1,
    name: 'Card expires in 90 / 30 / 14 / 5 days',
    policyNote: 'A new card before the old one expires saves a failed payment.',
    subject: 'paymentMethod',
    trigger: { kind: 'schedule', every: 'day', at: '08:00' },
    entry: {
      when: {
        all: [
          { field: 'paymentMethod.isDefault', operator: 'isTrue' },
          { field: 'paymentMethod.expiresInDays', operator: 'isOneOf', value: [90, 30, 14, 5] },
          { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 },
        ],
      },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [
      METHOD_GONE_EXIT,
      {
        id: 'replaced',
        label: 'Another payment method is the default',
        when: { field: 'paymentMethod.isDefault', operator: 'isFalse' },
      },
      NO_SUBSCRIPTION_EXIT,
    ],
    first: 'newCard',
    steps: {
      newCard: {
        kind: 'action',
        label: 'New card, please',
        action: {
          kind: 'emailCustomer',
          subject: 'Your card expires in {{ paymentMethod.expiresInDays }} days',
          body: 'Hello {{ account.name }},\n\nyour {{ paymentMethod.brand | default: "card" }} on file expires in {{ paymentMethod.expiresInDays }} days. Please add a new one here: {{ account.paymentUrl }}\n',
        },
        next: null,
      },
    },
  },
};
