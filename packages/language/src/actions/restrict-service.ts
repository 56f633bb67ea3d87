import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

export const restrictService: ActionSpecification<'restrictService'> = {
  kind: 'restrictService',
  label: 'Restrict the service',
  settings: z.strictObject({ kind: z.literal('restrictService') }),
  needs: ['provider'],
  texts: [],
  words: () => ({ does: 'restrict', name: 'the service' }),
};
