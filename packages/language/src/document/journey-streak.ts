import { requiresAboveZero } from '../conditions/requires-above-zero.js';
import type { AutomationDocument, Subject } from './document.js';

/** Fields that are above zero only while something is overdue. */
const OVERDUE_FIELDS: ReadonlySet<string> = new Set([
  'account.pastDueStreakDays',
  'account.pastDueStreakDaysSincePayment',
  'account.oldestOverdueAgeDays',
  'account.overdueBalance',
  'account.overdueInvoiceCount',
  'invoice.daysPastDue',
  'invoice.pastDueStreakDays',
]);

const SUBJECTS_WITH_STREAK: ReadonlySet<Subject> = new Set(['account', 'invoice']);

const EVENTS_OF_STREAKS: ReadonlySet<string> = new Set(['account.pastDueStarted', 'invoice.overdue']);

/** Whether only subjects with something overdue can enter, by the entry condition itself (S11). */
export const entryRequiresOverdue = ({ entry }: AutomationDocument): boolean =>
  requiresAboveZero(entry.when, OVERDUE_FIELDS);

/** Whether the rule is about something overdue, by its entry or by its event. */
export const isOverdueRule = (document: AutomationDocument): boolean =>
  entryRequiresOverdue(document) ||
  (document.trigger.kind === 'event' && EVENTS_OF_STREAKS.has(document.trigger.event));

/** Whether every journey has a streak whose end can take effects back (S22). */
export const journeyHasStreak = (document: AutomationDocument): boolean =>
  SUBJECTS_WITH_STREAK.has(document.subject) && isOverdueRule(document);

/** Whether `oncePerStreak` means anything here: subscriptions and payment methods bring their own episode (S11). */
export const acceptsOncePerStreak = (document: AutomationDocument): boolean =>
  !SUBJECTS_WITH_STREAK.has(document.subject) || entryRequiresOverdue(document);
