import { COLLECTION_METHODS } from './collection-method.js';
import { defineGroup } from './define-group.js';

/** What a rule about an invoice can ask of it, beside its account. */
export const INVOICE_FIELDS = defineGroup('invoice', {
  daysPastDue: {
    label: 'Days past due',
    type: 'days',
    meaning: 'Days since the due date, the due date itself being day 0.',
    notSet: 'The invoice is not past due: not yet due, paid, void or uncollectible.',
    dayCount: 'since',
  },
  daysUntilDue: {
    label: 'Days until due',
    type: 'days',
    meaning: 'Days until the due date, the due date itself being 0.',
    notSet: 'The invoice is not open, or its due date has passed.',
    dayCount: 'until',
  },
  pastDueStreakDays: {
    label: 'Past due streak of the invoice',
    type: 'days',
    meaning: 'Days in a row during which this invoice has been past due, the day it began being day 1.',
    notSet: 'The invoice is not past due.',
    dayCount: 'since',
  },
  remaining: {
    label: 'Remaining',
    type: 'money',
    meaning: 'What is still owed on the invoice: its total less the payments and credits applied to it.',
    notSet: 'Never: a paid invoice has zero.',
  },
  total: {
    label: 'Total',
    type: 'money',
    meaning: 'The face value of the invoice.',
    notSet: 'Never.',
  },
  status: {
    label: 'Invoice status',
    type: 'choice',
    meaning: 'Whether the invoice is a draft, scheduled to be issued, open, paid, void or uncollectible.',
    notSet: 'Never.',
    options: ['draft', 'scheduled', 'open', 'paid', 'void', 'uncollectible'],
  },
  disputed: {
    label: 'Disputed',
    type: 'boolean',
    meaning: 'Whether a dispute about the invoice is open.',
    notSet: 'Never.',
  },
  failedAttempts: {
    label: 'Failed attempts',
    type: 'count',
    unit: 'failed attempts',
    meaning: 'How many payments of this invoice failed so far.',
    notSet: 'Never: an invoice without failed attempts has 0.',
  },
  lastFailureCode: {
    label: 'Last failure code',
    type: 'text',
    meaning: 'The code with which the last payment of this invoice was refused.',
    notSet: 'No payment of this invoice has failed, or the last failure came without a code.',
  },
  collectionMethod: {
    label: 'Collection method',
    type: 'choice',
    meaning: 'Whether the invoice is collected automatically or paid by the customer.',
    notSet: 'The billing system did not say.',
    options: COLLECTION_METHODS,
  },
});
