import { NO_SUBSCRIPTION_EXIT, PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING } from './parts.js';
import type { Template } from './template.js';

export const pastDue1430: Template = {
  id: 'past-due-14-30',
  goal: 'remind',
  blurb:
    'A friendly reminder after two weeks past due without a break, a firm one and a call after thirty days.',
  document: {
    schemaVersion: 1,
    name: 'Past due 14 / 30 days with an active subscription',
    policyNote:
      'Members who stay past due without a break get a friendly reminder after two weeks and a firm one after thirty days.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: {
        all: [
          { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 },
          { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 },
        ],
      },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT, NO_SUBSCRIPTION_EXIT],
    first: 'threshold',
    steps: {
      threshold: {
        kind: 'branch',
        label: 'Which threshold?',
        cases: [
          {
            id: 'day14',
            label: 'exactly 14 days',
            when: { field: 'account.pastDueStreakDays', operator: 'equals', value: 14 },
            first: 'friendly',
          },
          {
            id: 'day30',
            label: 'exactly 30 days',
            when: { field: 'account.pastDueStreakDays', operator: 'equals', value: 30 },
            first: 'firm',
          },
        ],
        otherwise: { label: 'any other day', first: null },
        next: null,
      },
      friendly: {
        kind: 'action',
        label: 'Friendly reminder',
        action: {
          kind: 'emailCustomer',
          subject: 'A reminder about {{ account.overdueBalance | money }}',
          body: 'Hello {{ account.name }},\n\nyour account has been past due for {{ account.pastDueStreakDays }} days. Please pay {{ account.overdueBalance | money }} here: {{ account.paymentUrl }}\n',
        },
        next: null,
      },
      firm: {
        kind: 'action',
        label: 'Firm reminder',
        action: {
          kind: 'emailCustomer',
          subject: 'Your account is 30 days past due',
          body: 'Hello {{ account.name }},\n\n{{ account.overdueBalance | money }} has been overdue for {{ account.pastDueStreakDays }} days. Please pay it here to keep your membership: {{ account.paymentUrl }}\n',
        },
        next: 'call',
      },
      call: {
        kind: 'action',
        label: 'Call the member',
        action: {
          kind: 'createTask',
          title: 'Call {{ account.name }} about {{ account.overdueBalance | money }}',
          dueInDays: 2,
        },
        next: null,
      },
    },
  },
};
