import { addDays, isScheduledOn, localCalendar, zoneOn } from '@dunwell/engine';
import { momentFor, momentOf, type Moment } from '../../billing/billing-reader.js';
import type { Trial } from '../play/trial.js';
import { trialRefused } from '../trial-refused.js';
import { WITHOUT_SCHEDULE } from '../without-schedule.js';
import type { DiaryOf } from './diary.js';

/**
 * When subjects may enter within the dates of a diary: at every date of a schedule; where a person starts it, once, on
 * the first date. Refuses (422) rules that start on events.
 */
export function diaryMoments({ automation }: Trial, { history, from, to }: DiaryOf): Moment[] {
  const { trigger } = automation.prepared.document;
  switch (trigger.kind) {
    case 'event': {
      const message = `The rule starts on ${trigger.event}: only what runs on a schedule or is started by hand can be played date by date. Use a test run.`;
      throw trialRefused('document.trigger', 'startsOnEvent', message);
    }
    case 'manual':
      return [momentOf(localCalendar(history).instantAt(from, WITHOUT_SCHEDULE), history)];
    case 'schedule': {
      const moments: Moment[] = [];
      for (let date = from; date <= to; date = addDays(date, 1)) {
        if (isScheduledOn(trigger, date)) moments.push(momentFor(trigger, date, zoneOn(history, date)));
      }
      return moments;
    }
  }
}
