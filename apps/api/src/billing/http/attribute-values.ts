import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** Attributes by name: text, number, true or false; null takes one away. */
export function AttributesField(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value) => value !== undefined),
    ValidateBy({
      name: 'attributes',
      validator: {
        validate: isAttributes,
        defaultMessage: () =>
          'attributes must be an object whose values are text, numbers, true, false or null (to take one away).',
      },
    }),
    ApiProperty({
      description: 'Attributes by name; the first write of one declares its type, null takes it away.',
      required: false,
      type: 'object',
      // OpenAPI 3.1 spells several types as a list; the library's types still know 3.0 only.
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    } as unknown as ApiPropertyOptions),
  );
}

function isAttributes(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (one) => one === null || typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean',
    )
  );
}
