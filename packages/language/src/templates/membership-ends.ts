import { SUBSCRIPTION_OVER_EXIT } from '../document/common-exits.js';
import { EVERY_MORNING } from './parts.js';
import type { Template } from './template.js';

export const membershipEnds: Template = {
  id: 'membership-ends',
  goal: 'retain',
  blurb: 'Three messages before a membership ends: after 30, 14 and 7 days to go.',
  document: {
    schemaVersion: 1,
    name: 'Membership ends in 30 / 14 / 7 days',
    policyNote: 'Members decide to stay when they are reminded in time of what they have.',
    subject: 'subscription',
    trigger: EVERY_MORNING,
    entry: {
      when: { field: 'subscription.endsInDays', operator: 'isOneOf', value: [30, 14, 7] },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [
      SUBSCRIPTION_OVER_EXIT,
      {
        id: 'staying',
        label: 'The membership goes on after all',
        when: { field: 'subscription.endsInDays', operator: 'isNotSet' },
      },
    ],
    first: 'howSoon',
    steps: {
      howSoon: {
        kind: 'branch',
        label: 'How soon?',
        cases: [
          {
            id: 'days30',
            label: '30 days to go',
            when: { field: 'subscription.endsInDays', operator: 'equals', value: 30 },
            first: 'month',
          },
          {
            id: 'days14',
            label: '14 days to go',
            when: { field: 'subscription.endsInDays', operator: 'equals', value: 14 },
            first: 'fortnight',
          },
        ],
        otherwise: { label: '7 days to go', first: 'lastWeek' },
        next: null,
      },
      month: {
        kind: 'action',
        label: 'Ends in a month',
        action: {
          kind: 'emailCustomer',
          subject: 'Your membership ends in 30 days',
          body: 'Hello {{ account.name }},\n\nyour membership {{ subscription.plan | default: "" }} ends in 30 days. If you would like to stay, a short answer is enough.\n',
        },
        next: null,
      },
      fortnight: {
        kind: 'action',
        label: 'Ends in two weeks',
        action: {
          kind: 'emailCustomer',
          subject: 'Two weeks left of your membership',
          body: 'Hello {{ account.name }},\n\nyour membership {{ subscription.plan | default: "" }} ends in 14 days. If you would like to stay, a short answer is enough.\n',
        },
        next: null,
      },
      lastWeek: {
        kind: 'action',
        label: 'Ends in a week',
        action: {
          kind: 'emailCustomer',
          subject: 'Your membership ends in 7 days',
          body: 'Hello {{ account.name }},\n\nthis is the last week of your membership {{ subscription.plan | default: "" }}. Thank you for having been with us.\n',
        },
        next: null,
      },
    },
  },
};
