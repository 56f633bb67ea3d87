import type { CalendarDate, Instant } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import type { LocalCalendar } from './local-calendar.js';
import type { SendRules } from './send-window.js';

/** One look at a subject: its facts as of one instant (S0), and what that instant is in its own calendar. */
export interface Look {
  at: Instant;
  /** The business date of `at`. */
  date: CalendarDate;
  facts: SubjectFacts;
  calendar: LocalCalendar;
  sendRules: SendRules;
}
