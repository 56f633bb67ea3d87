import { PERMISSIONS } from '@dunwell/contract';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn } from 'class-validator';
import { Texts, type FieldOptions } from '../../platform/http/fields.js';

/** A list of permissions, at least one. */
export function PermissionsField(options: FieldOptions): PropertyDecorator {
  const words = `one or more of ${PERMISSIONS.join(', ')}`;
  return applyDecorators(
    Texts({ ...options, maxItems: PERMISSIONS.length }),
    ArrayNotEmpty({ message: `$property must be ${words}.` }),
    IsIn(PERMISSIONS, { each: true, message: `$property must be ${words}.` }),
    ApiProperty({ ...options, enum: PERMISSIONS, isArray: true, minItems: 1 }),
  );
}
