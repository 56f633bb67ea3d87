import { z } from 'zod';
import type { Condition, RangeEnd, Value } from './condition.js';
import { OPERATORS, type OperatorId } from './operators.js';

/** Nested so deep and no deeper. */
export const MAX_CONDITION_DEPTH = 20;

const amounts = z.array(z.strictObject({ currency: z.string(), amount: z.number() })).nonempty();

const rangeEnd: z.ZodType<RangeEnd> = z.union([z.number(), z.string(), amounts]);

const value: z.ZodType<Value> = z.union(
  [
    z.number(),
    z.string(),
    z.boolean(),
    z.array(z.string()),
    z.array(z.number()),
    amounts,
    z.strictObject({ from: rangeEnd, to: rangeEnd }),
  ],
  { error: 'This is not a value. Give a number, a text, a list, amounts per currency, or from and to.' },
);

const comparison = z.strictObject({
  field: z.string(),
  operator: z.enum(Object.keys(OPERATORS) as OperatorId[]),
  value: value.optional(),
  params: z
    .record(z.string(), z.union([z.number(), z.string()], { error: 'Give a number or a text.' }))
    .optional(),
});

const children = z.array(z.lazy(() => conditionSchema));

/** By the key that tells them apart, so that a fault is reported for the kind that was meant. */
const KINDS: Readonly<Record<'all' | 'any' | 'not' | 'field', z.ZodType>> = {
  all: z.strictObject({ all: children }),
  any: z.strictObject({ any: children }),
  not: z.strictObject({ not: z.lazy(() => conditionSchema) }),
  field: comparison,
};

/** The shape of a condition; what its fields, operators and values mean is for `checkCondition`. */
export const conditionSchema: z.ZodType<Condition> = z
  .custom<Condition>()
  .superRefine((condition, context) => {
    const kind = kindOf(condition);
    if (!kind) {
      context.addIssue({
        code: 'custom',
        message: 'This is not a condition. It has a field, or all, any or not.',
      });
      return;
    }
    const { error } = KINDS[kind].safeParse(condition, { reportInput: true });
    for (const issue of error?.issues ?? [])
      context.issues.push({ ...issue, path: [...issue.path], input: condition } as never);
  });

function kindOf(condition: unknown): keyof typeof KINDS | null {
  if (typeof condition !== 'object' || condition === null) return null;
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((key) => Object.hasOwn(condition, key)) ?? null;
}
