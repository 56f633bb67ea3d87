import type { Condition } from '../conditions/condition.js';
import type { ActionStep, AutomationDocument, Step } from './document.js';

/** Something past due, as most rules require it. */
export const pastDue: Condition = { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 };

export const paidExit = {
  id: 'paid',
  label: 'Paid',
  when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
} as const;

export const tagStep: ActionStep = { kind: 'action', action: { kind: 'addTag', tag: 'late' }, next: null };

/** A daily rule about accounts past due that adds a tag, without any problem. */
export const aDocument = (changes: Partial<AutomationDocument> = {}): AutomationDocument =>
  structuredClone({
    schemaVersion: 1,
    name: 'A rule',
    subject: 'account',
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: { when: pastDue, reentry: { kind: 'oncePerStreak' } },
    exit: [paidExit],
    first: 'tag',
    steps: { tag: tagStep },
    ...changes,
  });

/** The same rule with another condition at the entry, once per account. */
export const entering = (
  when: Condition | null,
  changes: Partial<AutomationDocument> = {},
): AutomationDocument => aDocument({ entry: { when, reentry: { kind: 'once' } }, ...changes });

/** The same rule with one other step. */
export const doing = (step: Step, changes: Partial<AutomationDocument> = {}): AutomationDocument =>
  aDocument({ first: 'step', steps: { step }, ...changes });
