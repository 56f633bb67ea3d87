import { z } from 'zod';
import { emailAddress, label, optionalText, text, wholeNumber } from '../document/schema-parts.js';
import { textInWords } from '../words/text-in-words.js';
import type { ActionSpecification } from './specification.js';

export const createTask: ActionSpecification<'createTask'> = {
  kind: 'createTask',
  label: 'Create a task',
  settings: z.strictObject({
    kind: z.literal('createTask'),
    title: text('The title', 500),
    dueInDays: wholeNumber('The days until it is due', 0, 366),
    notes: optionalText('The notes'),
    assignee: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('person'), email: emailAddress }),
        z.strictObject({ kind: z.literal('accountOwner') }),
        z.strictObject({ kind: z.literal('queue'), name: label('The queue') }),
      ])
      .optional(),
  }),
  needs: [],
  texts: ['title', 'notes'],
  words: ({ title }) => ({ does: 'create the task', name: textInWords(title) }),
};
