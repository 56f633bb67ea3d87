import type { TestMessageRequest, TestMessageResult } from '@dunwell/contract';
import { OneOf, Text } from '../../platform/http/fields.js';

export class TestMessageBody implements TestMessageRequest {
  @Text({ description: 'The address to send it to.', maxLength: 254 })
  to: string;
}

export class TestMessageAnswer implements TestMessageResult {
  @OneOf({
    description: '`outbox`: no mail server is set up, so that nothing left.',
    values: ['sent', 'failed', 'uncertain', 'outbox'],
  })
  outcome: TestMessageResult['outcome'];

  @Text({ description: 'What became of it, with the mail server’s own words where it refused.' })
  words: string;
}
