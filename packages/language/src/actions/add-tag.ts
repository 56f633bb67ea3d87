import { z } from 'zod';
import { label } from '../document/schema-parts.js';
import type { ActionSpecification } from './specification.js';

export const addTag: ActionSpecification<'addTag'> = {
  kind: 'addTag',
  label: 'Add a tag',
  settings: z.strictObject({ kind: z.literal('addTag'), tag: label('The tag') }),
  needs: [],
  texts: [],
  words: ({ tag }) => ({ does: 'add the tag', name: tag }),
};
