import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

const WHEN_WORDS = { now: 'now', endOfTerm: 'at the end of its term' } as const;

export const cancelSubscription: ActionSpecification<'cancelSubscription'> = {
  kind: 'cancelSubscription',
  label: 'Cancel the subscription',
  settings: z.strictObject({ kind: z.literal('cancelSubscription'), when: z.enum(['now', 'endOfTerm']) }),
  needs: ['provider'],
  texts: [],
  words: ({ when }) => ({ does: 'cancel', name: `the subscription ${WHEN_WORDS[when]}` }),
};
