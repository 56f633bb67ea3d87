import type { DecideLargeRunRequest, LargeRunDecision } from '@dunwell/contract';
import { OneOf, TimeZoneField } from '../../../platform/http/fields.js';

export class DecideLargeRunBody implements DecideLargeRunRequest {
  @TimeZoneField({ description: 'The zone whose run waits.' })
  timeZone: string;

  @OneOf({
    description: 'Act on what it found now, or on nothing of it.',
    values: ['release', 'dismiss'],
  })
  decision: LargeRunDecision;
}
