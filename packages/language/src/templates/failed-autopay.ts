import { INVOICE_CLOSED_EXIT } from '../document/common-exits.js';
import type { Template } from './template.js';

export const failedAutopay: Template = {
  id: 'failed-autopay',
  goal: 'collect',
  blurb: 'When an automatic payment fails: tag the account, tell the customer and the team.',
  document: {
    schemaVersion: 1,
    name: 'Failed autopay: tag, email, tell the team',
    policyNote: 'Most failed payments are mended by the customer within a day of hearing about them.',
    subject: 'invoice',
    trigger: { kind: 'event', event: 'payment.failed' },
    entry: {
      when: { field: 'event.automatic', operator: 'isTrue' },
      reentry: { kind: 'afterDays', days: 3 },
    },
    exit: [INVOICE_CLOSED_EXIT],
    first: 'tag',
    steps: {
      tag: { kind: 'action', action: { kind: 'addTag', tag: 'payment failed' }, next: 'email' },
      email: {
        kind: 'action',
        label: 'Your payment failed',
        action: {
          kind: 'emailCustomer',
          subject: 'Your payment of {{ event.amount | money }} failed',
          body: 'Hello {{ account.name }},\n\nwe could not collect {{ invoice.remaining | money }}. Please check your payment method or pay here: {{ account.paymentUrl }}\n',
        },
        next: 'team',
      },
      team: {
        kind: 'action',
        label: 'Payment failed',
        action: {
          kind: 'emailTeam',
          to: ['billing@example.com'],
          subject: 'Payment of {{ account.key }} failed',
          body: '{{ account.name | default: account.key }}: {{ event.amount | money }}, {{ event.failureCode | default: "no code" }}.\n',
        },
        next: null,
      },
    },
  },
};
