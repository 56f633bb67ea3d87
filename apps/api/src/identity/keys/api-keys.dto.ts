import {
  PERMISSIONS,
  type ApiKey,
  type CreateApiKeyRequest,
  type NewApiKey,
  type Permission,
} from '@dunwell/contract';
import { IdField, InstantField, Text, Texts } from '../../platform/http/fields.js';
import { PermissionsField } from './permissions-field.js';

const WORDS = `Any of ${PERMISSIONS.join(', ')}.`;

/** `expiresAt` is read as a Date. */
export class CreateApiKeyBody implements Omit<CreateApiKeyRequest, 'expiresAt'> {
  @Text({ description: 'What it is for.', maxLength: 100 }) name: string;
  @PermissionsField({ description: `What it may do. ${WORDS}` }) permissions: Permission[];
  @InstantField({ description: 'When it ends; never when absent.', optional: true }) expiresAt?: Date;
}

export class ApiKeyParameter {
  @IdField({ description: 'A key of the workspace.' }) id: string;
}

export class ApiKeyAnswer implements ApiKey {
  @IdField({ description: 'The key.' }) id: string;
  @Text({ description: 'What it is for.' }) name: string;
  @Text({ description: 'Its first characters, to know it again.', nullable: true }) begins: string | null;
  @Texts({ description: `What it may do. ${WORDS}` }) permissions: Permission[];
  @Text({ description: 'Who made it; null: the first start.', nullable: true }) createdBy: string | null;
  @InstantField({ description: 'When it was made.' }) createdAt: string;
  @InstantField({ description: 'Its last use, to the minute.', nullable: true }) lastUsedAt: string | null;
  @InstantField({ description: 'When it ends; null: never.', nullable: true }) expiresAt: string | null;
}

export class NewApiKeyAnswer extends ApiKeyAnswer implements NewApiKey {
  @Text({ description: 'The key itself: told now and never again.' }) token: string;
}
