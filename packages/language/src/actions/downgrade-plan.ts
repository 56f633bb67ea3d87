import { z } from 'zod';
import { label } from '../document/schema-parts.js';
import type { ActionSpecification } from './specification.js';

export const downgradePlan: ActionSpecification<'downgradePlan'> = {
  kind: 'downgradePlan',
  label: 'Downgrade the plan',
  settings: z.strictObject({ kind: z.literal('downgradePlan'), plan: label('The plan') }),
  needs: ['provider'],
  texts: [],
  words: ({ plan }) => ({ does: 'downgrade to the plan', name: plan }),
};
