import type { Workspace, WorkspaceChange } from '@dunwell/contract';
import {
  CalendarDateField,
  IdField,
  ListOf,
  Nested,
  Text,
  Texts,
  TimeZoneField,
} from '../platform/http/fields.js';
import {
  ContactCapSetting,
  HolidaysSetting,
  MinimumSetting,
  PaymentInstructionsSetting,
  ProviderSetting,
  RetentionSetting,
  SenderSetting,
  SendWindowSetting,
  SETTING_WORDS,
} from './settings/settings.dto.js';

export class CreateWorkspaceBody {
  @Text({ description: 'What the company is called.', maxLength: 200 })
  name: string;

  @TimeZoneField({ description: 'The zone of its accounts; UTC when absent.', optional: true })
  timeZone?: string;
}

export class ChangeWorkspaceBody implements WorkspaceChange {
  @Text({ description: 'What the company is called.', optional: true, maxLength: 200 })
  name?: string;

  @TimeZoneField({
    description:
      'The zone of every account that has none of its own. It takes effect on the date after the later of today’s dates in the two zones (S21).',
    optional: true,
    example: 'Europe/Berlin',
  })
  timeZone?: string;

  @Text({ description: SETTING_WORDS.paymentPage, nullable: true, optional: true, maxLength: 1000 })
  paymentPage?: string | null;

  @Nested(() => PaymentInstructionsSetting, {
    description: SETTING_WORDS.paymentInstructions,
    optional: true,
  })
  paymentInstructions?: PaymentInstructionsSetting;

  @Nested(() => SendWindowSetting, { description: SETTING_WORDS.sendWindow, nullable: true, optional: true })
  sendWindow?: SendWindowSetting | null;

  @Nested(() => ContactCapSetting, {
    description: SETTING_WORDS.contactCap,
    nullable: true,
    optional: true,
  })
  contactCap?: ContactCapSetting | null;

  @Nested(() => HolidaysSetting, { description: SETTING_WORDS.holidays, optional: true })
  holidays?: HolidaysSetting;

  @Nested(() => SenderSetting, { description: SETTING_WORDS.sender, optional: true })
  sender?: SenderSetting;

  @Nested(() => RetentionSetting, { description: SETTING_WORDS.retention, optional: true })
  retention?: RetentionSetting;

  @Nested(() => ProviderSetting, { description: SETTING_WORDS.provider, nullable: true, optional: true })
  provider?: ProviderSetting | null;

  @ListOf(() => MinimumSetting, {
    description: SETTING_WORDS.paymentMinimums,
    optional: true,
    maxItems: 200,
  })
  paymentMinimums?: MinimumSetting[];
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

  @Texts({ description: 'The currencies of its accounts, in order.' })
  currencies: string[];

  @Text({ description: SETTING_WORDS.paymentPage, nullable: true, maxLength: 1000 })
  paymentPage: string | null;

  @Nested(() => PaymentInstructionsSetting, { description: SETTING_WORDS.paymentInstructions })
  paymentInstructions: PaymentInstructionsSetting;

  @Nested(() => SendWindowSetting, { description: SETTING_WORDS.sendWindow, nullable: true })
  sendWindow: SendWindowSetting | null;

  @Nested(() => ContactCapSetting, { description: SETTING_WORDS.contactCap, nullable: true })
  contactCap: ContactCapSetting | null;

  @Nested(() => HolidaysSetting, { description: SETTING_WORDS.holidays })
  holidays: HolidaysSetting;

  @Nested(() => SenderSetting, { description: SETTING_WORDS.sender })
  sender: SenderSetting;

  @Nested(() => RetentionSetting, { description: SETTING_WORDS.retention })
  retention: RetentionSetting;

  @Nested(() => ProviderSetting, { description: SETTING_WORDS.provider, nullable: true })
  provider: ProviderSetting | null;

  @ListOf(() => MinimumSetting, { description: SETTING_WORDS.paymentMinimums })
  paymentMinimums: MinimumSetting[];
}
