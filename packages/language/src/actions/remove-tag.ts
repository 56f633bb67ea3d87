import { z } from 'zod';
import { label } from '../document/schema-parts.js';
import type { ActionSpecification } from './specification.js';

export const removeTag: ActionSpecification<'removeTag'> = {
  kind: 'removeTag',
  label: 'Remove a tag',
  settings: z.strictObject({ kind: z.literal('removeTag'), tag: label('The tag') }),
  needs: [],
  texts: [],
  words: ({ tag }) => ({ does: 'remove the tag', name: tag }),
};
