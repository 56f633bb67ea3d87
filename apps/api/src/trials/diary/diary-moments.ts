import {
  addDays,
  isScheduledOn,
  localCalendar,
  startOfDateIn,
  zoneOn,
  type JourneyCause,
} from '@dunwell/engine';
import type { EventName } from '@dunwell/language';
import { happeningsBetween, momentFor, momentOf, type Moment } from '../../billing/billing-reader.js';
import { causeOf } from '../../runtime/events/event-cause.js';
import { subjectsOfEvent } from '../../runtime/events/subjects-of-event.js';
import type { Trial } from '../play/trial.js';
import { WITHOUT_SCHEDULE } from '../without-schedule.js';
import type { DiaryOf } from './diary.js';

/** When subjects may enter: all of the account, or at an event those it is about. */
export interface DiaryMoment {
  moment: Moment;
  event?: { cause: JourneyCause; subjectIds: string[] };
}

/**
 * When subjects may enter within the dates of a diary: at every date of a schedule; at every event the rule starts on,
 * by the facts as they stand; where a person starts it, once, on the first date.
 */
export async function diaryMoments(trial: Trial, of: DiaryOf): Promise<DiaryMoment[]> {
  const { trigger } = trial.automation.prepared.document;
  const { history, from, to } = of;
  switch (trigger.kind) {
    case 'event':
      return eventMoments(trial, of, trigger.event);
    case 'manual':
      return [{ moment: momentOf(localCalendar(history).instantAt(from, WITHOUT_SCHEDULE), history) }];
    case 'schedule': {
      const moments: DiaryMoment[] = [];
      for (let date = from; date <= to; date = addDays(date, 1)) {
        if (isScheduledOn(trigger, date))
          moments.push({ moment: momentFor(trigger, date, zoneOn(history, date)) });
      }
      return moments;
    }
  }
}

async function eventMoments(
  { manager, automation }: Trial,
  { accountId, history, from, to }: DiaryOf,
  event: EventName,
): Promise<DiaryMoment[]> {
  const { workspaceId, context, prepared } = automation;
  const happened = await happeningsBetween(manager, workspaceId, [accountId], {
    after: new Date(startOfDateIn(history, from) - 1),
    upTo: new Date(startOfDateIn(history, addDays(to, 1)) - 1),
  });
  return happened.flatMap((one): DiaryMoment[] => {
    const subjectIds = subjectsOfEvent(one, prepared.document.subject);
    if (one.name !== event || subjectIds.length === 0) return [];
    const { key: eventId, name, payload, at } = one;
    const cause = causeOf({ eventId, name, payload }, context);
    return [{ moment: momentOf(at.getTime(), history), event: { cause, subjectIds } }];
  });
}
