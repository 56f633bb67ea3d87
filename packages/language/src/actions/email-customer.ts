import { z } from 'zod';
import { text } from '../document/schema-parts.js';
import { textInWords } from '../words/text-in-words.js';
import type { ActionSpecification } from './specification.js';

export const emailCustomer: ActionSpecification<'emailCustomer'> = {
  kind: 'emailCustomer',
  label: 'Email the customer',
  settings: z.strictObject({
    kind: z.literal('emailCustomer'),
    subject: text('The subject', 500),
    body: text('The message'),
  }),
  needs: ['customerAddress'],
  texts: ['subject', 'body'],
  words: ({ subject }) => ({ does: 'email', name: textInWords(subject) }),
};
