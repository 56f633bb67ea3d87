import { z } from 'zod';
import { label, text } from '../document/schema-parts.js';
import type { ActionSpecification } from './specification.js';

export const slack: ActionSpecification<'slack'> = {
  kind: 'slack',
  label: 'Post to Slack',
  settings: z.strictObject({
    kind: z.literal('slack'),
    channel: label('The channel'),
    message: text('The message', 3000),
  }),
  needs: ['slackChannel'],
  texts: ['message'],
  words: ({ channel }) => ({ does: 'post to Slack', name: channel }),
};
