import type { Money } from './money.js';

/** What a company decides about its workspace besides its name and zone. */
export interface WorkspaceSettings {
  /**
   * Where customers pay: an https address in which `{account}` stands for the account's key. null: Dunwell's own page
   * for each customer. An account's own `paymentUrl` comes before both.
   */
  paymentPage: string | null;
  /** How customers pay, as Dunwell's own page tells them. */
  paymentInstructions: PaymentInstructions;
  /** Hours and weekdays in which messages to customers may leave (S14); null: any. Automations can only tighten them. */
  sendWindow: SendWindow | null;
  /** At most so many messages to one customer, over all automations (S14); null: as many as they write. */
  contactCap: ContactCap | null;
  /** The workspace's calendar of dates on which nobody needs to be written to (S14). */
  holidays: Holidays;
  /** Whose name messages carry, and where answers to them go. */
  sender: Sender;
  /** How long traces of what was decided and sent are kept. */
  retention: Retention;
  /** Who carries out money and service actions; null: nobody does, so that such steps need attention (S17). */
  provider: ProviderSetting | null;
  /**
   * The least that is requested or charged, at most once per currency; one that is not named has the usual least of
   * card processors.
   */
  paymentMinimums: Money[];
}

export interface ProviderSetting {
  /** `webhook`: the workspace's own system, by signed calls; `practice`: Dunwell itself, with test cards. */
  kind: 'webhook' | 'practice';
  /** Where the calls go; null where there are none. */
  url: string | null;
}

/** Local times HH:MM and weekdays 1 (Monday) to 7; from 20:00 to 08:00 spans midnight, the same time is a whole day. */
export interface SendWindow {
  from: string;
  /** Exclusive. */
  to: string;
  weekdays: number[];
}

/** At most `messages` on any `days` business dates in a row, today included. */
export interface ContactCap {
  messages: number;
  days: number;
}

export interface Holidays {
  /** YYYY-MM-DD, in order. */
  dates: string[];
  /** Every automation keeps them; false: only those that say so (`limits.skipHolidays`). */
  always: boolean;
}

/** null: not told. */
export interface PaymentInstructions {
  /** Whose account the money goes to; null: the workspace's name. */
  accountHolder: string | null;
  /** Without spaces. */
  iban: string | null;
  bic: string | null;
  /** More, in the company's own words. */
  note: string | null;
}

export interface Sender {
  /** Before the address of `DUNWELL_MAIL_FROM`; null: the name that stands there. */
  name: string | null;
  /** Also behind "Something is wrong?" on the customer's page; null: answers go to the sender. */
  replyTo: string | null;
}

/** In days of business time; null: for ever. Billing facts, journeys and entry keys always stay. */
export interface Retention {
  /** Reasons of decisions and the steps of journeys that are over. */
  decisionDays: number | null;
  /** The log of calls to webhook endpoints. */
  callDays: number | null;
}

/** `POST /api/v1/workspace/test-message`. */
export interface TestMessageRequest {
  to: string;
}

/** What became of a test message, told in words. */
export interface TestMessageResult {
  /** `outbox`: no mail server is set up, so that nothing left. */
  outcome: 'sent' | 'failed' | 'uncertain' | 'outbox';
  words: string;
}
