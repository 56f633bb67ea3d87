import type { z } from 'zod';
import type { CatalogueContext, DocumentScope } from '../fields/catalogue.js';
import type { ActionKind, ActionOf } from './action.js';

/** What an action cannot do without when it runs; missing, it follows `onFailure` or needs attention (S17). */
export type ActionNeed =
  | 'customerAddress'
  | 'teamAddresses'
  | 'slackChannel'
  | 'webAddress'
  | 'paymentProviderOrPage'
  | 'paymentMethod'
  | 'provider'
  | 'amountForCurrency';

/** Each need in an operator's words. */
export const NEEDS: Readonly<Record<ActionNeed, string>> = {
  customerAddress: 'an email address of the customer',
  teamAddresses: 'email addresses of the team',
  slackChannel: 'a connected Slack channel',
  webAddress: 'a web address that answers',
  paymentProviderOrPage: 'a payment provider or a payment page',
  paymentMethod: 'an active payment method of the customer',
  provider: 'a connected provider',
  amountForCurrency: "an amount for the account's currency",
};

/** What an action does, in words: "email" “Friendly reminder”. */
export interface ActionWords {
  /** The verb and what belongs to it. */
  does: string;
  /** What the step is called in the sentence; the author's label takes its place. */
  name: string | null;
}

/** A fault of settings that only the workspace's catalogue can tell; `path` within the action. */
export interface SettingFault {
  code: 'unknownField' | 'invalidValue' | 'currencyNotCovered';
  severity: 'error' | 'warning';
  path: string;
  message: string;
}

/** Everything the language knows about one kind of action besides its traits. */
export interface ActionSpecification<K extends ActionKind> {
  kind: K;
  /** As in the palette: "Email the customer". */
  label: string;
  /** Typed settings; what is wrong or missing in words. */
  settings: z.ZodType<ActionOf<K>>;
  /** What it cannot do without (S17). */
  needs: readonly ActionNeed[];
  /** The settings that are Liquid texts. */
  texts: readonly (keyof ActionOf<K> & string)[];
  words(action: ActionOf<K>): ActionWords;
  check?(action: ActionOf<K>, scope: DocumentScope, context: CatalogueContext): SettingFault[];
}
