import { PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING } from './parts.js';
import type { Template } from './template.js';

export const restrictSuspend: Template = {
  id: 'restrict-suspend',
  goal: 'escalate',
  blurb: 'Warns, then restricts, then suspends the service, and restores it as soon as the account is paid.',
  document: {
    schemaVersion: 1,
    name: 'Warn, restrict, suspend, restore on payment',
    policyNote: 'Nobody loses access without a warning a week before, and everybody gets it back by paying.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 21 },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT],
    first: 'warning',
    steps: {
      warning: {
        kind: 'action',
        label: 'Access will be restricted',
        action: {
          kind: 'emailCustomer',
          subject: 'Your access will be restricted in a week',
          body: 'Hello {{ account.name }},\n\n{{ account.overdueBalance | money }} has been overdue for {{ account.pastDueStreakDays }} days. Please pay it within a week to keep your access: {{ account.paymentUrl }}\n',
        },
        next: 'week',
      },
      week: { kind: 'wait', days: 7, next: 'restrict' },
      restrict: {
        kind: 'action',
        action: { kind: 'restrictService' },
        undo: 'whenCured',
        next: 'lastWarning',
      },
      lastWarning: {
        kind: 'action',
        label: 'Access will be suspended',
        action: {
          kind: 'emailCustomer',
          subject: 'Your access is restricted',
          body: 'Hello {{ account.name }},\n\nyour access is restricted and will be suspended in two weeks. It comes back as soon as you pay {{ account.overdueBalance | money }}: {{ account.paymentUrl }}\n',
        },
        next: 'twoWeeks',
      },
      twoWeeks: { kind: 'wait', days: 14, next: 'suspend' },
      suspend: { kind: 'action', action: { kind: 'suspendService' }, undo: 'whenCured', next: null },
    },
  },
};
