import { z } from 'zod';
import type { ActionSpecification } from './specification.js';

const STATUS_WORDS = {
  none: 'none',
  inCollections: 'in collections',
  writtenOff: 'written off',
} as const;

export const setCollectionStatus: ActionSpecification<'setCollectionStatus'> = {
  kind: 'setCollectionStatus',
  label: 'Set the collection status',
  settings: z.strictObject({
    kind: z.literal('setCollectionStatus'),
    status: z.enum(['none', 'inCollections', 'writtenOff']),
  }),
  needs: [],
  texts: [],
  words: ({ status }) => ({ does: 'set the collection status to', name: STATUS_WORDS[status] }),
};
