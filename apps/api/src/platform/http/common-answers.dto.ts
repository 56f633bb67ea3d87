import type { Money, SubjectReference } from '@dunwell/contract';
import type { Subject } from '@dunwell/language';
import { MinorUnits, OneOf, Text } from './fields.js';

/** A subject by the names people know it by. */
export class SubjectAnswer implements SubjectReference {
  @OneOf({
    description: 'What it is.',
    values: ['account', 'invoice', 'subscription', 'paymentMethod'],
  })
  kind: Subject;
  @Text({ description: 'Account key, invoice number, subscription or payment method key.' }) key: string;
  @Text({ description: 'Key of its account.' }) account: string;
}

/** An amount of one currency (S3). */
export class MoneyAnswer implements Money {
  @Text({ description: 'The currency.' }) currency: string;
  @MinorUnits({ description: 'Integer minor units.' }) amount: number;
}
