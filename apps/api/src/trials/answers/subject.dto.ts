import type { Money, SubjectReference } from '@dunwell/contract';
import type { Explanation, Subject } from '@dunwell/language';
import { MinorUnits, OneOf, Text } from '../../platform/http/fields.js';
import { EXPLANATIONS } from './explanation.dto.js';
import { OneByKind } from './one-by-kind.js';

export class SubjectAnswer implements SubjectReference {
  @OneOf({
    description: 'What the rule is about.',
    values: ['account', 'invoice', 'subscription', 'paymentMethod'],
  })
  kind: Subject;
  @Text({ description: 'Account key, invoice number, subscription or payment method key.' }) key: string;
  @Text({ description: 'Key of its account.' }) account: string;
}

export class MoneyAnswer implements Money {
  @Text({ description: 'The currency.' }) currency: string;
  @MinorUnits({ description: 'Integer minor units.' }) amount: number;
}

/** An exit of the document, or a case of a branch. */
export class ExplainedAnswer {
  @Text({ description: 'Its id in the document.' }) id: string;
  @Text({ description: 'Its label.' }) label: string;
  @OneByKind(EXPLANATIONS, { description: 'Why it holds or does not.' }) explanation: Explanation;
}
