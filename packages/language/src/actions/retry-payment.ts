import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

export const retryPayment: ActionSpecification<'retryPayment'> = {
  kind: 'retryPayment',
  label: 'Retry the payment',
  settings: z.strictObject({ kind: z.literal('retryPayment') }),
  needs: ['paymentMethod'],
  texts: [],
  words: () => ({ does: 'retry', name: 'the payment' }),
};
