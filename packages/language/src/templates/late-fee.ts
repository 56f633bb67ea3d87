import { PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING, roundAmount } from './parts.js';
import type { Template } from './template.js';

export const lateFee: Template = {
  id: 'late-fee',
  goal: 'collect',
  blurb: 'One late fee per streak, announced by email and applied a week later.',
  document: {
    schemaVersion: 1,
    name: 'A late fee once per streak',
    policyNote: 'A fee only after a warning, and only once for the same streak.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 14 },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT],
    first: 'announce',
    steps: {
      announce: {
        kind: 'action',
        label: 'A late fee is due in a week',
        action: {
          kind: 'emailCustomer',
          subject: 'Please pay within a week to avoid a late fee',
          body: 'Hello {{ account.name }},\n\n{{ account.overdueBalance | money }} is overdue. If it is not paid within a week, we have to add a late fee. Pay here: {{ account.paymentUrl }}\n',
        },
        next: 'week',
      },
      week: { kind: 'wait', days: 7, next: 'fee' },
      fee: { kind: 'action', action: { kind: 'applyLateFee', amount: roundAmount(5) }, next: null },
    },
  },
};
