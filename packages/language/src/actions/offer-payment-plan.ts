import { z } from 'zod';
import { wholeNumber } from '../document/schema-parts.js';
import { quantity } from '../words/quantity.js';
import type { ActionSpecification } from './specification.js';

export const offerPaymentPlan: ActionSpecification<'offerPaymentPlan'> = {
  kind: 'offerPaymentPlan',
  label: 'Offer a payment plan',
  settings: z.strictObject({
    kind: z.literal('offerPaymentPlan'),
    instalments: wholeNumber('The number of instalments', 2, 60),
    everyDays: wholeNumber('The days between two instalments', 1, 366),
  }),
  needs: ['provider'],
  texts: [],
  words: ({ instalments, everyDays }) => ({
    does: 'offer',
    name: `a payment plan of ${instalments} instalments, one every ${quantity(everyDays, 'day')}`,
  }),
};
