import { z } from 'zod';
import { moneyValueFault } from '../money/money-value.js';
import type { MoneyValue } from '../conditions/condition.js';
import { MAX_TEXT_LENGTH } from '../messages/message-engine.js';

/*
 * One schema serves drafts and publishing. Zod's own issues say that the shape is not a document's; ours, which
 * carry a code in `params`, say that a document of the right shape is unfinished or wrong in content.
 */

/** What an issue of ours is about; `missing` is work still to do rather than a mistake. */
export type ContentCode = 'missing' | 'tooLong' | 'outOfRange' | 'invalidValue';

/** Options of `refine` for an issue of content. */
export const content = (code: ContentCode, error: string) => ({ error, params: { code } });

export const MAX_LABEL_LENGTH = 200;

const notEmpty = (value: string) => value.trim() !== '';

/** A text that has to be filled in before publishing; `what` begins the sentence of the problem. */
export const text = (what: string, max = MAX_TEXT_LENGTH) =>
  z
    .string()
    .refine(notEmpty, content('missing', `${what} is missing. Fill it in.`))
    .refine((value) => value.length <= max, content('tooLong', `${what} is longer than ${max} characters.`));

/** A text that may stay empty. */
export const optionalText = (what: string, max = MAX_TEXT_LENGTH) =>
  z
    .string()
    .refine((value) => value.length <= max, content('tooLong', `${what} is longer than ${max} characters.`))
    .optional();

/** A short text that has to be filled in: names, labels, tags. */
export const label = (what = 'The label') => text(what, MAX_LABEL_LENGTH);

/** A step's own label; without one it is called by what it does. */
export const optionalLabel = () => optionalText('The label', MAX_LABEL_LENGTH);

/** A whole number between two bounds, both included; `what` begins the sentence of the problem. */
export const wholeNumber = (what: string, min: number, max: number) =>
  z
    .number()
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      content('outOfRange', `${what} must be a whole number from ${min} to ${max}.`),
    );

/** Amounts per currency, checked as S3 and S18 ask. */
export const moneyValue: z.ZodType<MoneyValue> = z
  .array(z.strictObject({ currency: z.string(), amount: z.number() }))
  .superRefine((money, context) => {
    const fault = moneyValueFault(money);
    if (fault)
      context.addIssue({
        code: 'custom',
        message: fault,
        params: { code: money.length ? 'invalidValue' : 'missing' },
      });
  });

const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/;

export const emailAddress = z
  .string()
  .refine((value) => EMAIL.test(value), content('invalidValue', 'This is not an email address. Correct it.'));

/** Whether a text is an address that a webhook can be sent to. */
export function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}
