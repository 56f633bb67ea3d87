import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isKnownZone, toEpochDay } from '@dunwell/engine';
import { parseInstant } from '../clock/parse-instant.js';

/**
 * Decorators for the properties of DTO classes. Each applies both the check of incoming values and the
 * words of the API's description, so the two cannot differ. The names of the checks are the codes of the
 * problems they cause.
 */
export interface FieldOptions {
  description: string;
  /** The property may be absent. */
  optional?: boolean;
  /** The property may be null. */
  nullable?: boolean;
  example?: unknown;
}

export interface QueryFieldOptions extends FieldOptions {
  /** Query strings hold text only: `'true'` and `'12'` are read as what they say. */
  inQuery?: boolean;
}

export interface Check {
  code: string;
  /** Completes "amount must be …". */
  words: string;
  test: (value: unknown) => boolean;
}

type Schema = Pick<
  ApiPropertyOptions & { enum?: readonly string[] },
  'type' | 'format' | 'pattern' | 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'maxItems' | 'enum'
>;

export function Text(
  options: FieldOptions & { minLength?: number; maxLength?: number; pattern?: RegExp; words?: string },
): PropertyDecorator {
  const { minLength = 1, maxLength = 500, pattern } = options;
  return field(
    options,
    {
      code: 'text',
      words: options.words ?? `text of ${minLength} to ${maxLength} characters`,
      test: (value) =>
        typeof value === 'string' &&
        value.length >= minLength &&
        value.length <= maxLength &&
        isStorable(value) &&
        (pattern?.test(value) ?? true),
    },
    { type: 'string', minLength, maxLength, pattern: pattern?.source },
  );
}

export function WholeNumber(options: QueryFieldOptions & { min?: number; max?: number }): PropertyDecorator {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  return field(
    options,
    {
      code: 'wholeNumber',
      words: `a whole number${options.min === undefined ? '' : `, at least ${min}`}${options.max === undefined ? '' : `, at most ${max}`}`,
      test: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    },
    { type: 'integer', minimum: options.min, maximum: options.max },
    options.inQuery ? readNumber : undefined,
  );
}

/** Money in minor units of the currency it stands beside. */
export function MinorUnits(options: FieldOptions & { min?: number }): PropertyDecorator {
  return WholeNumber(options);
}

export function Flag(options: QueryFieldOptions): PropertyDecorator {
  return field(
    options,
    { code: 'flag', words: 'true or false', test: (value) => typeof value === 'boolean' },
    { type: 'boolean' },
    options.inQuery ? readFlag : undefined,
  );
}

export function OneOf(options: FieldOptions & { values: readonly string[] }): PropertyDecorator {
  const { values } = options;
  return field(
    options,
    {
      code: 'oneOf',
      words: `one of ${values.join(', ')}`,
      test: (value) => typeof value === 'string' && values.includes(value),
    },
    { type: 'string', enum: values },
  );
}

/** A calendar date that exists, as the text it is. */
export function CalendarDateField(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { code: 'calendarDate', words: 'a date that exists, as YYYY-MM-DD', test: isCalendarDate },
    { type: 'string', format: 'date' },
  );
}

/** An ISO 8601 instant with its offset; the property is a Date, cut to milliseconds. */
export function InstantField(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    {
      code: 'instant',
      words: 'an instant with its offset, such as 2026-01-31T09:00:00Z',
      test: (value) => value instanceof Date,
    },
    { type: 'string', format: 'date-time' },
    readInstant,
  );
}

export function TimeZoneField(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    {
      code: 'timeZone',
      words: 'the name of a time zone, such as Europe/Berlin',
      test: (value) => typeof value === 'string' && isKnownZone(value),
    },
    { type: 'string' },
  );
}

/** An identifier that Dunwell gave out. */
export function IdField(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    {
      code: 'id',
      words: 'an id as Dunwell gives them out',
      test: (value) => typeof value === 'string' && UUID.test(value),
    },
    { type: 'string', format: 'uuid' },
  );
}

/** A list of texts. */
export function Texts(options: FieldOptions & { maxItems?: number; maxLength?: number }): PropertyDecorator {
  const { maxItems = 1000, maxLength = 500 } = options;
  return applyDecorators(
    checked(options, {
      code: 'texts',
      words: `a list of at most ${maxItems} texts of 1 to ${maxLength} characters`,
      test: (value) =>
        Array.isArray(value) &&
        value.length <= maxItems &&
        value.every(
          (one) => typeof one === 'string' && one !== '' && one.length <= maxLength && isStorable(one),
        ),
    }),
    described(options, { type: 'string', isArray: true, maxItems }),
  );
}

/** Any JSON object, checked elsewhere: an automation's document, a custom event's payload. */
export function JsonObject(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    {
      code: 'object',
      words: 'an object',
      test: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    },
    { type: 'object' },
  );
}

/** Another DTO. */
export function Nested(type: () => new () => object, options: FieldOptions): PropertyDecorator {
  return applyDecorators(
    Type(type),
    checked(options, {
      code: 'object',
      words: 'an object',
      test: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    }),
    ValidateNested(),
    described(options, { type: laterNamed(type) }),
  );
}

/** A list of other DTOs. */
export function ListOf(
  type: () => new () => object,
  options: FieldOptions & { maxItems?: number },
): PropertyDecorator {
  const { maxItems = 1000 } = options;
  return applyDecorators(
    Type(type),
    checked(options, {
      code: 'list',
      words: `a list of at most ${maxItems} objects`,
      test: (value) =>
        Array.isArray(value) &&
        value.length <= maxItems &&
        value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one)),
    }),
    ValidateNested({ each: true }),
    described(options, { type: laterNamed(type), isArray: true, maxItems }),
  );
}

/** Swagger takes a function for one that gives the class only when the function's own name is `type`. */
function laterNamed(given: () => new () => object): () => new () => object {
  return { type: () => given() }.type;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function field(
  options: FieldOptions,
  check: Check,
  schema: Schema,
  read?: (value: unknown) => unknown,
): PropertyDecorator {
  return applyDecorators(
    ...(read ? [Transform(({ value }: { value: unknown }) => read(value))] : []),
    checked(options, check),
    described(options, schema),
  );
}

/** Applies the check of incoming values. */
export function checked(options: FieldOptions, check: Check): PropertyDecorator {
  return applyDecorators(
    ValidateIf(
      (_, value) => !(options.optional && value === undefined) && !(options.nullable && value === null),
    ),
    ValidateBy({
      name: check.code,
      validator: {
        validate: check.test,
        defaultMessage: (target) =>
          `${target?.property ?? 'It'} ${target?.value === undefined ? 'is required and ' : ''}must be ${check.words}.`,
      },
    }),
  );
}

/** Applies the words of the API's description. */
export function described(options: FieldOptions, schema: object): PropertyDecorator {
  const { description, optional = false, nullable = false, example } = options;
  return ApiProperty({
    description,
    required: !optional,
    ...(nullable ? { nullable } : {}),
    ...(example === undefined ? {} : { example }),
    ...schema,
  });
}

/** PostgreSQL stores no NUL, and half a character would come back as another one. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** Text that names a date that exists and that the database knows: it has no year 0. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(value)) return false;
  try {
    toEpochDay(value);
    return true;
  } catch {
    return false;
  }
}

function readInstant(value: unknown): unknown {
  return typeof value === 'string' ? (parseInstant(value) ?? value) : value;
}

function readNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
}

function readFlag(value: unknown): unknown {
  return value === 'true' || value === '' ? true : value === 'false' ? false : value;
}
