import { addDays, isScheduledOn, localCalendar, zoneOn } from '@dunwell/engine';
import { momentFor, momentOf } from '../../billing/billing-reader.js';
import type { Trial } from '../play/trial.js';
import { WITHOUT_SCHEDULE } from '../without-schedule.js';
import type { DiaryOf, Start } from './diary.js';

/**
 * When subjects may enter within the dates of a diary: at every date of a schedule; of what a person starts, once, on
 * the first date.
 */
export function diaryStarts({ automation }: Trial, { history, from, to }: DiaryOf): Start[] {
  const { trigger } = automation.prepared.document;
  if (trigger.kind !== 'schedule') {
    const at = localCalendar(history).instantAt(from, WITHOUT_SCHEDULE);
    return [{ moment: momentOf(at, history) }];
  }
  const starts: Start[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (isScheduledOn(trigger, date))
      starts.push({ moment: momentFor(trigger, date, zoneOn(history, date)) });
  }
  return starts;
}
