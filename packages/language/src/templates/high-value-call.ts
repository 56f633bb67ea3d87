import { PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING, roundAmount } from './parts.js';
import type { Template } from './template.js';

export const highValueCall: Template = {
  id: 'high-value-call',
  goal: 'escalate',
  blurb: 'A person calls when a large amount is overdue, before any further email.',
  document: {
    schemaVersion: 1,
    name: 'High value overdue: call',
    policyNote: 'Large amounts are worth a conversation.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: {
        all: [
          { field: 'account.overdueBalance', operator: 'atLeast', value: roundAmount(1000) },
          { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 5 },
          { not: { field: 'account.onHold', operator: 'isTrue' } },
        ],
      },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT],
    first: 'call',
    steps: {
      call: {
        kind: 'action',
        label: 'Call today',
        action: {
          kind: 'createTask',
          title: 'Call {{ account.name }}: {{ account.overdueBalance | money }} overdue',
          dueInDays: 0,
          notes:
            'Past due for {{ account.pastDueStreakDays }} days, {{ account.overdueInvoiceCount }} invoices.',
          assignee: { kind: 'accountOwner' },
        },
        next: null,
      },
    },
  },
};
