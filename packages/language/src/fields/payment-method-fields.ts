import { defineGroup } from './define-group.js';

/** What a rule about a payment method can ask of it, beside its account. */
export const PAYMENT_METHOD_FIELDS = defineGroup('paymentMethod', {
  expiresInDays: {
    label: 'Expires in',
    type: 'days',
    meaning:
      'Days until it expires; cards expire on the last day of their month; negative once it has expired.',
    notSet: 'It does not expire, or its expiry is not known.',
    dayCount: 'until',
  },
  type: {
    label: 'Type',
    type: 'text',
    meaning: 'What kind of payment method it is, for example card or bankDebit.',
    notSet: 'Never.',
  },
  brand: {
    label: 'Brand',
    type: 'text',
    meaning: 'The brand, for example Visa.',
    notSet: 'No brand is known.',
  },
  status: {
    label: 'Payment method status',
    type: 'choice',
    meaning: 'Whether it can be charged, has expired, is blocked or was removed.',
    notSet: 'Never.',
    options: ['active', 'expired', 'blocked', 'removed'],
  },
  isDefault: {
    label: 'Is the default',
    type: 'boolean',
    meaning: 'Whether it is the one that is charged first.',
    notSet: 'Never.',
  },
});
