import { z } from 'zod';
import { content, emailAddress, text } from '../document/schema-parts.js';
import { textInWords } from '../words/text-in-words.js';
import type { ActionSpecification } from './specification.js';

const MAX_ADDRESSES = 20;

export const emailTeam: ActionSpecification<'emailTeam'> = {
  kind: 'emailTeam',
  label: 'Email the team',
  settings: z.strictObject({
    kind: z.literal('emailTeam'),
    to: z
      .array(emailAddress)
      .refine((to) => to.length > 0, content('missing', 'Nobody is named. Add an email address of the team.'))
      .refine(
        (to) => to.length <= MAX_ADDRESSES,
        content('tooLong', `Name at most ${MAX_ADDRESSES} addresses, or use one of a group.`),
      ),
    subject: text('The subject', 500),
    body: text('The message'),
  }),
  needs: ['teamAddresses'],
  texts: ['subject', 'body'],
  words: ({ subject }) => ({ does: 'tell the team', name: textInWords(subject) }),
};
