import { COLLECTION_METHODS } from './collection-method.js';
import { defineGroup } from './define-group.js';

export const SUBSCRIPTION_STATUSES = [
  'active',
  'trialing',
  'pastDue',
  'paused',
  'cancelled',
  'ended',
] as const;

/** What a rule about a subscription can ask of it, beside its account. */
export const SUBSCRIPTION_FIELDS = defineGroup('subscription', {
  status: {
    label: 'Subscription status',
    type: 'choice',
    meaning: 'Where the subscription stands; active, trialing and past due count as active.',
    notSet: 'Never.',
    options: SUBSCRIPTION_STATUSES,
  },
  plan: {
    label: 'Plan',
    type: 'text',
    meaning: 'The plan of the subscription.',
    notSet: 'No plan is known.',
  },
  endsInDays: {
    label: 'Ends in',
    type: 'days',
    meaning: 'Days until the subscription ends, set only when it will really end.',
    notSet: 'The subscription goes on, or has ended.',
    dayCount: 'until',
  },
  renewsInDays: {
    label: 'Renews in',
    type: 'days',
    meaning: 'Days until the subscription renews.',
    notSet: 'The subscription does not renew, or its renewal date is not known.',
    dayCount: 'until',
  },
  trialEndsInDays: {
    label: 'Trial ends in',
    type: 'days',
    meaning: 'Days until the trial ends.',
    notSet: 'The subscription is not in a trial.',
    dayCount: 'until',
  },
  collectionMethod: {
    label: 'Collection method',
    type: 'choice',
    meaning: 'Whether the subscription is collected automatically or paid by the customer.',
    notSet: 'The billing system did not say.',
    options: COLLECTION_METHODS,
  },
});
