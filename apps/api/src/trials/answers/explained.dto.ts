import type { Explanation } from '@dunwell/language';
import { Text } from '../../platform/http/fields.js';
import { EXPLANATIONS } from './explanation.dto.js';
import { OneByKind } from './one-by-kind.js';

/** An exit of the document, or a case of a branch. */
export class ExplainedAnswer {
  @Text({ description: 'Its id in the document.' }) id: string;
  @Text({ description: 'Its label.' }) label: string;
  @OneByKind(EXPLANATIONS, { description: 'Why it holds or does not.' }) explanation: Explanation;
}
