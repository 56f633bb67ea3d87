import { expect, it } from '@jest/globals';
import { aDocument, paidExit, pastDue } from './document.testing.js';
import { referencedFields, referencedValues } from './referenced-fields.js';

const document = aDocument({
  entry: { when: { all: [pastDue, { not: pastDue }] }, reentry: { kind: 'once' } },
  exit: [paidExit],
  first: 'branch',
  steps: {
    branch: {
      kind: 'branch',
      cases: [
        {
          id: 'often',
          label: 'often',
          when: { field: 'account.failedPaymentsInLast', operator: 'atLeast', value: 2, params: { days: 7 } },
          first: 'email',
        },
      ],
      otherwise: { label: 'else', first: null },
      next: 'wait',
    },
    email: {
      kind: 'action',
      action: {
        kind: 'emailCustomer',
        subject: '{{ account.name }}: {{ account.failedPaymentsInLast }}',
        body: '{% for tag in account.tags %}{{ tag }}{% endfor %}{{ account.attributes.seats | default: event.amount }}',
      },
      next: 'hook',
    },
    hook: {
      kind: 'action',
      action: { kind: 'webhook', url: 'https://a.example', fields: ['account.messagesInLast'] },
      next: null,
    },
    wait: {
      kind: 'waitFor',
      when: { field: 'account.onHold', operator: 'isFalse' },
      timeoutDays: 3,
      onMet: null,
      onTimeout: null,
      next: null,
    },
  },
});

it('finds each field where it is used, with its parameters', () => {
  expect(
    referencedFields(document).map(({ place, path, field, params }) => [place, path, field, params?.days]),
  ).toEqual([
    ['entry', 'entry.when.all[0]', 'account.pastDueStreakDays', undefined],
    ['entry', 'entry.when.all[1].not', 'account.pastDueStreakDays', undefined],
    ['exit', 'exit[0].when', 'account.overdueBalance', undefined],
    ['case', 'steps.branch.cases[0].when', 'account.failedPaymentsInLast', 7],
    ['waitFor', 'steps.wait.when', 'account.onHold', undefined],
    ['message', 'steps.email.action.subject', 'account.failedPaymentsInLast', 30],
    ['message', 'steps.email.action.body', 'account.tags', undefined],
    ['message', 'steps.email.action.body', 'account.attributes.seats', undefined],
    ['message', 'steps.email.action.body', 'event.amount', undefined],
    ['setting', 'steps.hook.action.fields[0]', 'account.messagesInLast', 30],
  ]);
});

it('names each value once', () => {
  expect([...referencedValues(document).keys()]).toEqual([
    'account.pastDueStreakDays',
    'account.overdueBalance',
    'account.failedPaymentsInLast(days=7)',
    'account.onHold',
    'account.failedPaymentsInLast(days=30)',
    'account.tags',
    'account.attributes.seats',
    'event.amount',
    'account.messagesInLast(days=30)',
  ]);
});
