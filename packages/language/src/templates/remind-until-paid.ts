import { PAID_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING } from './parts.js';
import type { Template } from './template.js';

export const remindUntilPaid: Template = {
  id: 'remind-until-paid',
  goal: 'remind',
  blurb: 'The same reminder every week until the account is paid, six times at most.',
  document: {
    schemaVersion: 1,
    name: 'A reminder every 7 days until paid',
    policyNote:
      'Whoever is past due hears from us once a week, but never more than six times for the same streak.',
    subject: 'account',
    trigger: EVERY_MORNING,
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 3 },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [PAID_EXIT],
    first: 'weekly',
    steps: {
      weekly: {
        kind: 'repeat',
        label: 'Every week',
        everyDays: 7,
        atMost: 6,
        first: 'reminder',
        next: null,
      },
      reminder: {
        kind: 'action',
        label: 'Weekly reminder',
        action: {
          kind: 'emailCustomer',
          subject: '{{ account.overdueBalance | money }} is still open',
          body: 'Hello {{ account.name }},\n\nthese invoices are past due:\n{% for invoice in overdueInvoices %}- {{ invoice.number }}, due {{ invoice.dueOn | date }}: {{ invoice.remaining | money }}\n{% endfor %}\nPlease pay {{ account.overdueBalance | money }} here: {{ account.paymentUrl }}\n',
        },
        next: null,
      },
    },
  },
};
