import { PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING, roundAmount } from './parts.js';
import type { Template } from './template.js';

export const onePaymentRequest: Template = {
  id: 'one-payment-request',
  goal: 'collect',
  blurb: 'Bundles all overdue invoices in one payment request once they exceed an amount.',
  document: {
    schemaVersion: 1,
    name: 'Overdue over an amount: one payment request',
    policyNote: 'One request for everything is paid more often than many small ones.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: {
        all: [
          { field: 'account.overdueBalance', operator: 'moreThan', value: roundAmount(10) },
          { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 7 },
        ],
      },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT],
    first: 'request',
    steps: {
      request: { kind: 'action', action: { kind: 'requestPayment' }, next: null },
    },
  },
};
