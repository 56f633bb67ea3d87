import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

export const restoreService: ActionSpecification<'restoreService'> = {
  kind: 'restoreService',
  label: 'Restore the service',
  settings: z.strictObject({ kind: z.literal('restoreService') }),
  needs: ['provider'],
  texts: [],
  words: () => ({ does: 'restore', name: 'the service' }),
};
