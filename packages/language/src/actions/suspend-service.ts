import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

export const suspendService: ActionSpecification<'suspendService'> = {
  kind: 'suspendService',
  label: 'Suspend the service',
  settings: z.strictObject({ kind: z.literal('suspendService') }),
  needs: ['provider'],
  texts: [],
  words: () => ({ does: 'suspend', name: 'the service' }),
};
