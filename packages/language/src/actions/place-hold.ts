import { z } from 'zod';
import { optionalText, wholeNumber } from '../document/schema-parts.js';
import { quantity } from '../words/quantity.js';
import { HOLD_REASON_WORDS, HOLD_REASONS } from './action.js';
import type { ActionSpecification } from './specification.js';

export const placeHold: ActionSpecification<'placeHold'> = {
  kind: 'placeHold',
  label: 'Place a hold',
  settings: z.strictObject({
    kind: z.literal('placeHold'),
    reason: z.enum(HOLD_REASONS),
    days: wholeNumber('The days of the hold', 1, 366),
    note: optionalText('The note'),
  }),
  needs: [],
  texts: [],
  words: ({ reason, days }) => ({
    does: 'place a hold of',
    name: `${quantity(days, 'day')} (${HOLD_REASON_WORDS[reason]})`,
  }),
};
