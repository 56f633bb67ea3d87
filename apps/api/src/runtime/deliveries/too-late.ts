import { ACT_IF_WITHIN_DAYS, daysBetween, type Look } from '@dunwell/engine';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import type { DueDelivery } from './due-delivery.js';

/**
 * Why a step is too late to go on by itself, in words, or null: after a pause or an outage it is more than
 * `actIfWithinDays` business dates since it was to go out (S16). Time for which S14 held it back does not count, since
 * it moves that moment.
 */
export function whyTooLate(
  { prepared }: AutomationInWorkspace,
  { dueAt }: Pick<DueDelivery, 'dueAt'>,
  { calendar, date }: Pick<Look, 'calendar' | 'date'>,
): string | null {
  const due = Number(dueAt);
  if (!Number.isFinite(due)) return null;
  const within = prepared.document.entry.actIfWithinDays ?? ACT_IF_WITHIN_DAYS;
  const dueOn = calendar.dateAt(due);
  const late = daysBetween(dueOn, date);
  if (late <= within) return null;
  return `It was to go out on ${dueOn} and is ${late} days late; this automation acts up to ${daysInWords(within)} late. Try it now, or let the journey go on without it.`;
}

const daysInWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
