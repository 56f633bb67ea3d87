import { z } from 'zod';
import { moneyValue } from '../document/schema-parts.js';
import { moneyWords } from '../words/money-words.js';
import type { ActionSpecification } from './specification.js';

export const requestPayment: ActionSpecification<'requestPayment'> = {
  kind: 'requestPayment',
  label: 'Request payment',
  settings: z.strictObject({ kind: z.literal('requestPayment'), minimum: moneyValue.optional() }),
  needs: ['paymentProviderOrPage'],
  texts: [],
  words: ({ minimum }) => ({
    does: 'request',
    name: minimum ? `one payment of at least ${moneyWords(minimum)}` : 'one payment',
  }),
};
