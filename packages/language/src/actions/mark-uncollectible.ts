import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

export const markUncollectible: ActionSpecification<'markUncollectible'> = {
  kind: 'markUncollectible',
  label: 'Mark as uncollectible',
  settings: z.strictObject({ kind: z.literal('markUncollectible') }),
  needs: ['provider'],
  texts: [],
  words: () => ({ does: 'mark as uncollectible', name: 'what is overdue' }),
};
