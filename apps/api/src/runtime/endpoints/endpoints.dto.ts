import type { FailingEndpoint } from '@dunwell/contract';
import { InstantField, Text, WholeNumber } from '../../platform/http/fields.js';

export class FailingEndpointAnswer implements FailingEndpoint {
  @Text({ description: 'The address, without its query.', maxLength: 2000 }) endpoint: string;
  @WholeNumber({ description: 'Failures in a row.' }) failures: number;
  @InstantField({
    description: 'Nothing is sent before; null: it is still called as usual.',
    nullable: true,
  })
  leftAloneUntil: string | null;
  @WholeNumber({ description: 'Deliveries that wait for that.' }) waiting: number;
  @Text({ description: 'Of the last call, in words.' }) problem: string;
  @InstantField({ description: 'When it failed last.' }) lastFailedAt: string;
}
