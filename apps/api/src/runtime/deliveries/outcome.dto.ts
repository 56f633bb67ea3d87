import type { DeliveryOutcome } from '@dunwell/contract';
import { OneOf, Text } from '../../platform/http/fields.js';

export class DeliveryOutcomeBody implements DeliveryOutcome {
  @OneOf({ description: 'What became of it.', values: ['done', 'failed'] })
  outcome: DeliveryOutcome['outcome'];

  @Text({
    description: 'Why it failed, as your system calls it: `insufficient_funds`. Required of a failure.',
    optional: true,
    maxLength: 100,
  })
  code?: string;

  @OneOf({
    description: 'Of a failure: whether it may work later.',
    optional: true,
    values: ['hard', 'soft'],
  })
  kind?: 'hard' | 'soft';

  @Text({ description: 'More, for whoever looks at it.', optional: true })
  message?: string;
}
