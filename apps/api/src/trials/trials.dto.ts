import type {
  BacktestRequest,
  SubscriptionStatus,
  TestRunRequest,
  TrialEvent,
  TrialSource,
  WhatIf,
  WhatIfPayment,
} from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import {
  CalendarDateField,
  IdField,
  JsonObject,
  ListOf,
  MinorUnits,
  Nested,
  OneOf,
  Text,
  Texts,
  WholeNumber,
} from '../platform/http/fields.js';
import { invalidRequest } from '../platform/http/app-error.js';

export class TrialSourceBody {
  @JsonObject({ description: 'A document as it stands; else name a published version.', optional: true })
  document?: object;

  @IdField({ description: 'The automation whose version is tried.', optional: true })
  automationId?: string;

  @WholeNumber({ description: 'One of its versions; the live one when absent.', optional: true, min: 1 })
  version?: number;
}

export class BacktestBody extends TrialSourceBody implements Pick<BacktestRequest, 'from' | 'to'> {
  @CalendarDateField({ description: 'The first business date.' })
  from: string;

  @CalendarDateField({ description: 'The last business date, at most 1 100 days after the first.' })
  to: string;
}

class WhatIfPaymentBody implements WhatIfPayment {
  @Text({ description: "The account's key; one of those tried.", maxLength: 200 })
  account: string;

  @MinorUnits({ description: "In minor units of the account's currency.", min: 1 })
  amount: number;

  @Text({ description: "The invoice's number; unapplied when absent.", optional: true, maxLength: 200 })
  invoice?: string;

  @Text({ description: 'Date or instant; the beginning of `asOf` when absent.', optional: true })
  at?: string;
}

export class WhatIfBody implements WhatIf {
  @ListOf(() => WhatIfPaymentBody, { description: 'Payments on top of the real ones.', optional: true })
  payments?: WhatIfPaymentBody[];

  @OneOf({
    description: 'Every subscription of the accounts has had this status since `asOf` began.',
    optional: true,
    values: ['active', 'trialing', 'pastDue', 'paused', 'cancelled', 'ended'],
  })
  subscriptionStatus?: SubscriptionStatus;
}

class TrialEventBody implements TrialEvent {
  @JsonObject({ description: "What it tells, by the names of the event's fields; absent: not set." })
  payload: Record<string, unknown>;
}

export class TestRunBody extends TrialSourceBody implements Pick<TestRunRequest, 'accounts' | 'asOf'> {
  @Texts({ description: 'Keys of 1 to 100 accounts.', maxItems: 100, maxLength: 200 })
  accounts: string[];

  @CalendarDateField({ description: "The business date the schedule is played on, in each account's zone." })
  asOf: string;

  @Nested(() => WhatIfBody, { description: 'Facts that are assumed; nothing of them stays.', optional: true })
  whatIf?: WhatIfBody;

  @Nested(() => TrialEventBody, {
    description: 'The event that is assumed, of a rule that starts on one.',
    optional: true,
  })
  event?: TrialEventBody;
}

export class WhyNotQuery {
  @Text({ description: "The account's key.", maxLength: 200 })
  account: string;
}

/** What is to be tried; refuses a body that names both a document and a version, or neither. */
export function trialSource({ document, automationId, version }: TrialSourceBody): TrialSource {
  if ((document === undefined) === (automationId === undefined)) {
    const message = 'Give either the document or the automationId of a published version.';
    throw invalidRequest([{ path: 'document', code: 'oneSource', message }]);
  }
  if (automationId === undefined) return { document: document as AutomationDocument };
  return { automationId, ...(version !== undefined && { version }) };
}
