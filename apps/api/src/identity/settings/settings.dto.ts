import type {
  ContactCap,
  Holidays,
  Money,
  PaymentInstructions,
  ProviderSetting as Provider,
  Retention,
  Sender,
  SendWindow,
} from '@dunwell/contract';
import { Flag, MinorUnits, OneOf, Text, WholeNumber } from '../../platform/http/fields.js';
import { CalendarDates, WholeNumbers } from '../../platform/http/list-fields.js';

/** What each setting means, said alike where it is read and where it is changed. */
export const SETTING_WORDS = {
  paymentPage:
    'Where customers pay: a web address in which `{account}` stands for the account’s key; null: a page of Dunwell for each customer. An account’s own `paymentUrl` comes before both.',
  paymentInstructions: 'How customers pay, as their page tells them.',
  sendWindow:
    'Hours and weekdays in which messages to customers may leave, in the account’s zone; others wait for the next allowed moment (S14). null: any time. An automation’s `limits` can only tighten it.',
  contactCap:
    'At most so many messages to one customer, over all automations; others wait for the next date with a place (S14). null: no cap.',
  holidays:
    'Dates on which messages to customers wait (S14): in every automation, or in those that keep holidays.',
  sender: 'Whose name messages carry, and where answers to them go.',
  retention:
    'After how many days traces are removed; null: never. Billing facts, journeys and entry keys always stay.',
  provider:
    'Who carries out money and service actions: your own system, by calls signed like webhooks, or the practice provider inside Dunwell, with test cards. null: nobody, so that such steps need attention (S17).',
  paymentMinimums:
    'The least that is requested or charged, at most once per currency; one that is not named has the usual least of card processors.',
} as const;

const TIME = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, words: 'a time of day, as HH:MM' };
/** Nothing that could break out of a header or a line of a page. */
const LINE = { pattern: /^[^\p{Cc}]+$/u, words: 'one line of at most 140 characters', maxLength: 140 };

export class PaymentInstructionsSetting implements PaymentInstructions {
  @Text({ description: 'Whose account it is; null: the workspace’s name.', nullable: true, ...LINE })
  accountHolder: string | null;

  @Text({ description: 'The IBAN; spaces are taken out.', nullable: true, maxLength: 50 })
  iban: string | null;

  @Text({ description: 'The BIC of its bank.', nullable: true, maxLength: 20 })
  bic: string | null;

  @Text({ description: 'More, in the company’s own words.', nullable: true, maxLength: 1000 })
  note: string | null;
}

export class SendWindowSetting implements SendWindow {
  @Text({ description: 'Local time from which messages may leave.', ...TIME })
  from: string;

  @Text({
    description:
      'Local time from which they may not; before `from`: the window spans midnight; the same: a whole day.',
    ...TIME,
  })
  to: string;

  @WholeNumbers({ description: 'Weekdays, 1 Monday to 7 Sunday.', min: 1, max: 7, maxItems: 7 })
  weekdays: number[];
}

export class ContactCapSetting implements ContactCap {
  @WholeNumber({ description: 'How many messages.', min: 1, max: 100 })
  messages: number;

  @WholeNumber({ description: 'On how many business dates in a row, today included.', min: 1, max: 366 })
  days: number;
}

export class HolidaysSetting implements Holidays {
  @CalendarDates({ description: 'The dates.', maxItems: 500 })
  dates: string[];

  @Flag({ description: 'Every automation keeps them; false: only those with `limits.skipHolidays`.' })
  always: boolean;
}

export class SenderSetting implements Sender {
  @Text({
    description: 'The name before the address of DUNWELL_MAIL_FROM; null: the one that stands there.',
    nullable: true,
    ...LINE,
  })
  name: string | null;

  @Text({ description: 'The address answers go to; null: the sender’s.', nullable: true, maxLength: 254 })
  replyTo: string | null;
}

export class RetentionSetting implements Retention {
  @WholeNumber({
    description: 'Reasons of decisions and the steps of journeys that are over.',
    nullable: true,
    min: 60,
    max: 36_500,
  })
  decisionDays: number | null;

  @WholeNumber({ description: 'The log of calls to webhook endpoints.', nullable: true, min: 1, max: 36_500 })
  callDays: number | null;
}

export class ProviderSetting implements Provider {
  @OneOf({ description: 'Who it is.', values: ['webhook', 'practice'] })
  kind: Provider['kind'];

  @Text({
    description: 'Where the calls of `webhook` go; null for `practice`.',
    nullable: true,
    maxLength: 2000,
  })
  url: string | null;
}

export class MinimumSetting implements Money {
  @Text({ description: 'Three letters, such as EUR.', minLength: 3, maxLength: 3 })
  currency: string;

  @MinorUnits({ description: 'In minor units; 0: any amount.', min: 0 })
  amount: number;
}
