import type { AutomationDocument, StepId } from '@dunwell/language';
import type { BillingEntity, BillingInputs, HoldInput } from './billing.js';

/**
 * The facts of one example account, as they would be sent: exactly one account, with its currency, and every row about
 * it. `effectiveAt` says since when something else holds (S23). A rule's test knows no others, so that it comes out the
 * same whatever the workspace holds.
 */
export type ExampleFacts = { [Entity in BillingEntity]?: BillingInputs[Entity][] } & { holds?: HoldInput[] };

/** An example account and what an automation is expected to do with it. */
export interface RuleTestInput {
  /** Unique among the tests of its automation. */
  name: string;
  facts: ExampleFacts;
  /** The first business date evaluated. */
  from: string;
  /** How many dates, 1 to 366. */
  days: number;
  /** A part that is absent is not compared. */
  expected: Partial<RuleTestOutcome>;
}

/** What an automation does with an example account, each in order of time. */
export interface RuleTestOutcome {
  journeys: RuleTestJourney[];
  actions: RuleTestAction[];
  messages: RuleTestMessage[];
}

export interface RuleTestJourney {
  /** The business date of its entry. */
  on: string;
  /** The invoice's number, the subscription's or payment method's key; absent in rules about accounts. */
  subject?: string;
  /** Ids of the cases taken before the first step that is not a branch (S11). */
  path: string[];
  /** How it ends within the dates; null: it is still under way after them. */
  end: RuleTestEnd | null;
}

/** `exit`: which exit of the document, by its id; null for every other reason. */
export interface RuleTestEnd {
  on: string;
  reason: 'completed' | 'exit' | 'exitStep' | 'streakEnded' | 'excluded' | 'expired' | 'superseded';
  exit: string | null;
}

/** An action as it comes to something; what is still held back after the last date is none. */
export interface RuleTestAction {
  on: string;
  subject?: string;
  step: StepId;
  /** `lacks`: it lacks what it needs (S17). */
  result: 'done' | 'alreadyDone' | 'lacks' | 'takenBack';
}

export interface RuleTestMessage {
  on: string;
  to: string[];
  subject: string;
  /** Compared where the expected message has one. */
  text?: string;
}

/** A test saved with an automation's draft; `GET /api/v1/automations/{id}/tests`. */
export interface RuleTest extends RuleTestInput {
  id: string;
  /** Raised by each save; a save names the one it started from. */
  revision: number;
  savedAt: string;
  savedBy: string;
}

/** `PUT /api/v1/automations/{id}/tests/{testId}`: a stale revision is refused (409). */
export interface SaveRuleTestRequest extends RuleTestInput {
  revision: number;
}

/**
 * `POST /api/v1/automations/{id}/tests/copy`: an account as an example, its names, addresses, keys and references
 * replaced by made-up ones, always the same for the same account, with what the draft now does as what is expected.
 * Nothing is saved.
 */
export interface CopyRuleTestRequest {
  /** The account's key. */
  account: string;
  from: string;
  days: number;
}

/** `POST /api/v1/automations/{id}/tests/run`: the saved tests, on the draft or on another document. */
export interface RunSavedTestsRequest {
  document?: AutomationDocument;
}

/** `POST /api/v1/rule-tests`: tests that are not saved, on a document that need not be. */
export interface RunRuleTestsRequest {
  document: AutomationDocument;
  tests: RuleTestInput[];
}

export interface RuleTestsResult {
  passed: boolean;
  /** In the order of the tests. */
  results: RuleTestResult[];
}

export interface RuleTestResult {
  /** null: it is not saved. */
  id: string | null;
  name: string;
  passed: boolean;
  /** What happened; null where the facts of the example were refused. */
  actual: RuleTestOutcome | null;
  /** Where it differs from what was expected; empty: nowhere. */
  differences: RuleTestDifference[];
  /** Why the facts were refused. */
  problems: { path: string; code: string; message: string }[];
}

export interface RuleTestDifference {
  part: keyof RuleTestOutcome;
  /** Lines to read: "- " was expected and did not happen, "+ " happened and was not expected, "  " is as expected. */
  lines: string[];
}
