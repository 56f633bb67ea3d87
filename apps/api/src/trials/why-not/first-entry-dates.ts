import { addDays, businessDateIn, isScheduledOn, zoneOn, type ZoneHistory } from '@dunwell/engine';
import { momentFor } from '../../billing/billing-reader.js';
import { decideEntries, type DecidedSubject } from '../../runtime/decide/decide-entries.js';
import type { Trial } from '../play/trial.js';
import { realHistory } from './real-history.js';
import { takenKeys } from '../../runtime/decide/taken-keys.js';

/** How many dates ahead the timelines are asked. */
const LOOK_AHEAD_DAYS = 366;

export interface LookAhead {
  automationId: string;
  accountId: string;
  history: ZoneHistory;
  now: number;
}

/**
 * The first date after now on which each subject would enter if nothing changes, by subject id: timelines already hold
 * what will be, so each date is decided as its evaluation will decide it. Subjects that would not enter are not in it.
 */
export async function firstEntryDates(
  trial: Trial,
  { automationId, accountId, history, now }: LookAhead,
  subjects: readonly DecidedSubject[],
): Promise<Map<string, string>> {
  const { manager, automation } = trial;
  const { workspaceId } = automation;
  const { trigger } = automation.prepared.document;
  const found = new Map<string, string>();
  if (trigger.kind !== 'schedule') return found;
  const left = new Set(subjects.map(({ subject }) => subject.subjectId));
  const today = businessDateIn(history, now);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS && left.size > 0; ahead += 1) {
    const date = addDays(today, ahead);
    if (!isScheduledOn(trigger, date)) continue;
    const moment = momentFor(trigger, date, zoneOn(history, date));
    if (moment.at <= now) continue;
    const { decided } = await decideEntries(manager, {
      automation,
      moment,
      inZoneOnly: false,
      narrow: true,
      accountIds: [accountId],
      limit: subjects.length,
      ...realHistory(trial, automationId, date),
    });
    if (decided.length === 0) continue;
    const taken = await takenKeys(manager, { workspaceId, automationId }, decided);
    for (const { subject, decision } of decided) {
      if (decision.kind !== 'enter' || taken.has(decision.key) || !left.delete(subject.subjectId)) continue;
      found.set(subject.subjectId, date);
    }
  }
  return found;
}
