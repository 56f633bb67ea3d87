import type { CustomerLink } from '@dunwell/contract';
import { InstantField, Text } from '../platform/http/fields.js';

export class CustomerLinkAnswer implements CustomerLink {
  @Text({ description: 'The address of the page.' })
  url: string;

  @InstantField({ description: 'Up to when it opens, in business time.' })
  expiresAt: string;
}
