import { z } from 'zod';
import { ACTION_SPECIFICATIONS } from '../actions/specifications.js';
import type { Action } from '../actions/action.js';
import { isTimeOfDay } from '../calendar/dates.js';
import { conditionSchema } from '../conditions/condition-schema.js';
import type { EventName } from '../triggers/events.js';
import type { AutomationDocument, Step, StepKind, Trigger } from './document.js';
import { content, label, optionalLabel, optionalText, wholeNumber } from './schema-parts.js';

export const STEP_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const id = z.string().regex(STEP_ID, {
  error: 'This is not an id. It has letters, digits, - and _, at most 64 in all.',
});
const reference = id.nullable();

const timeOfDay = z.string().refine(isTimeOfDay, content('invalidValue', 'Give a time of the day as HH:MM.'));
const weekday = wholeNumber('The weekday', 1, 7);

const schedule = z
  .strictObject({
    kind: z.literal('schedule'),
    every: z.enum(['day', 'week', 'month']),
    at: timeOfDay,
    weekday: weekday.optional(),
    dayOfMonth: wholeNumber('The day of the month', 1, 31).optional(),
  })
  .refine(
    ({ every, weekday }) => (every === 'week') === (weekday !== undefined),
    content(
      'invalidValue',
      'A weekday belongs to a weekly schedule, and only there. Add it or take it away.',
    ),
  )
  .refine(
    ({ every, dayOfMonth }) => (every === 'month') === (dayOfMonth !== undefined),
    content(
      'invalidValue',
      'A day of the month belongs to a monthly schedule, and only there. Add it or take it away.',
    ),
  );

const trigger: z.ZodType<Trigger> = z.discriminatedUnion('kind', [
  schedule,
  z.strictObject({ kind: z.literal('event'), event: z.string() as unknown as z.ZodType<EventName> }),
  z.strictObject({ kind: z.literal('manual') }),
]);

const reentry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['oncePerStreak', 'once', 'everyMatch']) }),
  z.strictObject({ kind: z.literal('afterDays'), days: wholeNumber('The days until re-entry', 1, 3660) }),
]);

const MAX_CATCH_UP_DAYS = 31;

const entry = z.strictObject({
  when: conditionSchema.nullable(),
  reentry,
  actIfWithinDays: wholeNumber('The days a match may be late', 0, MAX_CATCH_UP_DAYS).optional(),
});

const exit = z.strictObject({ id, label: label(), when: conditionSchema });

const limits = z.strictObject({
  sendWindow: z
    .strictObject({
      from: timeOfDay,
      to: timeOfDay,
      weekdays: z
        .array(weekday)
        .refine((days) => days.length > 0, content('missing', 'No weekday is left. Choose at least one.'))
        .refine(
          (days) => new Set(days).size === days.length,
          content('invalidValue', 'A weekday is named twice. Keep one of them.'),
        ),
    })
    .refine(
      ({ from, to }) => from < to,
      content('invalidValue', 'The window ends before it begins. Choose a later end.'),
    )
    .optional(),
  skipHolidays: z.boolean().optional(),
  maxEntriesPerRun: wholeNumber('The most entries per run', 1, 1_000_000).optional(),
});

const action = z.discriminatedUnion(
  'kind',
  Object.values(ACTION_SPECIFICATIONS).map(({ settings }) => settings) as unknown as [
    z.core.$ZodTypeDiscriminable,
  ],
) as unknown as z.ZodType<Action>;

const MAX_DAYS = 3660;

/** One schema per kind of step. */
export const STEP_SCHEMAS: Readonly<{ [K in StepKind]: z.ZodType<Extract<Step, { kind: K }>> }> = {
  action: z.strictObject({
    kind: z.literal('action'),
    label: optionalLabel(),
    action,
    undo: z.enum(['whenCured', 'never']).optional(),
    next: reference,
    onFailure: reference.optional(),
  }),
  wait: z
    .strictObject({
      kind: z.literal('wait'),
      label: optionalLabel(),
      days: wholeNumber('The days', 1, MAX_DAYS).optional(),
      hours: wholeNumber('The hours', 1, 24 * 366).optional(),
      untilStreakDay: wholeNumber('The streak day', 1, MAX_DAYS).optional(),
      untilSendWindow: z.literal(true).optional(),
      next: reference,
    })
    .refine(
      (wait) => durationsOf(wait) > 0,
      content('missing', 'The wait has no end. Give days, hours, a streak day or the next send window.'),
    )
    .refine(
      (wait) => durationsOf(wait) < 2,
      content('invalidValue', 'The wait has two ends. Keep one of days, hours, streak day and send window.'),
    ),
  waitFor: z.strictObject({
    kind: z.literal('waitFor'),
    label: optionalLabel(),
    when: conditionSchema,
    timeoutDays: wholeNumber('The days to wait at most', 1, MAX_DAYS),
    onMet: reference,
    onTimeout: reference,
    next: reference,
  }),
  branch: z.strictObject({
    kind: z.literal('branch'),
    label: optionalLabel(),
    cases: z
      .array(z.strictObject({ id, label: label(), when: conditionSchema, first: reference }))
      .refine((cases) => cases.length > 0, content('missing', 'The branch has no case. Add one.')),
    otherwise: z.strictObject({ label: label(), first: reference }),
    next: reference,
  }),
  repeat: z.strictObject({
    kind: z.literal('repeat'),
    label: optionalLabel(),
    everyDays: wholeNumber('The days between two passes', 1, MAX_DAYS),
    atMost: wholeNumber('The most passes', 1, 1000),
    first: reference,
    next: reference,
  }),
  exit: z.strictObject({ kind: z.literal('exit'), reason: label('The reason') }),
};

function durationsOf(wait: Readonly<Record<string, unknown>>): number {
  return ['days', 'hours', 'untilStreakDay', 'untilSendWindow'].filter((end) => wait[end] !== undefined)
    .length;
}

const step = z.discriminatedUnion(
  'kind',
  Object.values(STEP_SCHEMAS) as unknown as [z.core.$ZodTypeDiscriminable],
) as unknown as z.ZodType<Step>;

/** The whole document: exactly the shape of `AutomationDocument`, nothing more. */
export const documentSchema: z.ZodType<AutomationDocument> = z.strictObject({
  schemaVersion: z.literal(1),
  name: label('The name'),
  policyNote: optionalText('The policy note'),
  subject: z.enum(['account', 'invoice', 'subscription', 'paymentMethod']),
  trigger,
  entry,
  exit: z.array(exit),
  limits: limits.optional(),
  first: reference,
  steps: z.record(id, step),
});
