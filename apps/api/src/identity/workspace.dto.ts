import type { Workspace } from '@dunwell/contract';
import { CalendarDateField, IdField, Nested, Text, TimeZoneField } from '../platform/http/fields.js';

export class CreateWorkspaceBody {
  @Text({ description: 'What the company is called.', maxLength: 200 })
  name: string;

  @TimeZoneField({ description: 'The zone of its accounts; UTC when absent.', optional: true })
  timeZone?: string;
}

export class ChangeWorkspaceBody {
  @Text({ description: 'What the company is called.', optional: true, maxLength: 200 })
  name?: string;

  @TimeZoneField({
    description:
      'The zone of every account that has none of its own. It takes effect on the date after the later of today’s dates in the two zones (S21).',
    optional: true,
    example: 'Europe/Berlin',
  })
  timeZone?: string;
}

export class NextTimeZone {
  @TimeZoneField({ description: 'The zone to come.' })
  timeZone: string;

  @CalendarDateField({ description: 'Its first business date.' })
  fromDate: string;
}

export class WorkspaceAnswer implements Workspace {
  @IdField({ description: 'The workspace.' })
  id: string;

  @Text({ description: 'What the company is called.' })
  name: string;

  @TimeZoneField({ description: 'Today’s zone.' })
  timeZone: string;

  @Nested(() => NextTimeZone, { description: 'A change that has not taken effect yet.', nullable: true })
  nextTimeZone: NextTimeZone | null;
}
