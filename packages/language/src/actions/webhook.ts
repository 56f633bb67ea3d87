import { z } from 'zod';
import { content, isWebAddress } from '../document/schema-parts.js';
import { resolveField } from '../fields/catalogue.js';
import type { ActionSpecification } from './specification.js';

const MAX_FIELDS = 50;

export const webhook: ActionSpecification<'webhook'> = {
  kind: 'webhook',
  label: 'Call a webhook',
  settings: z.strictObject({
    kind: z.literal('webhook'),
    url: z
      .string()
      .refine((url) => url.trim() !== '', content('missing', 'The address is missing. Fill it in.'))
      .refine(
        (url) => url.trim() === '' || isWebAddress(url),
        content('invalidValue', 'This is not a web address. It begins with https:// or http://.'),
      ),
    fields: z
      .array(z.string())
      .refine(
        (fields) => fields.length <= MAX_FIELDS,
        content('tooLong', `Send at most ${MAX_FIELDS} fields.`),
      )
      .optional(),
  }),
  needs: ['webAddress'],
  texts: [],
  words: ({ url }) => ({ does: 'call the webhook', name: isWebAddress(url) ? new URL(url).host : url }),
  check: ({ fields = [] }, scope, context) =>
    fields.flatMap((id, index) =>
      resolveField(id, scope, context)
        ? []
        : [
            {
              code: 'unknownField',
              severity: 'error',
              path: `fields[${index}]`,
              message: `“${id}” is not a field of this rule. Choose another or take it away.`,
            },
          ],
    ),
};
