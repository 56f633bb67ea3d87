import type { Condition } from '../conditions/condition.js';
import { requiresAboveZero } from '../conditions/requires-above-zero.js';
import type { AutomationDocument, Exit } from './document.js';
import {
  INVOICE_CLOSED_EXIT,
  METHOD_GONE_EXIT,
  NO_SUBSCRIPTION_EXIT,
  PAID_EXIT,
  SUBSCRIPTION_OVER_EXIT,
} from './common-exits.js';
import { isOverdueRule } from './journey-streak.js';

const SUBSCRIPTION_COUNT: ReadonlySet<string> = new Set(['account.activeSubscriptionCount']);

/** The exits that a rule such as this one ought to have (S9): proposed, never added by themselves. */
export function proposedExits(document: AutomationDocument): Exit[] {
  const exits: Exit[] = [];
  if (document.subject === 'invoice') exits.push(INVOICE_CLOSED_EXIT);
  if (document.subject === 'subscription') exits.push(SUBSCRIPTION_OVER_EXIT);
  if (document.subject === 'paymentMethod') exits.push(METHOD_GONE_EXIT);
  if (isOverdueRule(document)) exits.push(PAID_EXIT);
  if (requiresAboveZero(document.entry.when, SUBSCRIPTION_COUNT)) exits.push(NO_SUBSCRIPTION_EXIT);
  return exits;
}

/** Those of the proposed exits about whose field no exit of the document asks. */
export function missingExits(document: AutomationDocument): Exit[] {
  const asked = new Set(document.exit.flatMap(({ when }) => sufficientFields(when)));
  return proposedExits(document).filter(
    ({ when }) => !sufficientFields(when).some((field) => asked.has(field)),
  );
}

/** The fields that can end a journey by themselves. */
function sufficientFields(condition: Condition): string[] {
  if ('any' in condition) return condition.any.flatMap(sufficientFields);
  return 'field' in condition ? [condition.field] : [];
}
