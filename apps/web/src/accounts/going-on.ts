import type { ListedAccount } from '@dunwell/contract';
import { addDays, daysBetween } from '../format/calendar.js';
import { dateIn } from '../format/dates.js';
import { formatMoney } from '../format/money.js';
import { HOLD_REASON_WORDS } from '../parts/holds/hold-words.js';

export type GoingOnKind =
  'promiseBroken' | 'promised' | 'onHold' | 'paymentInFlight' | 'task' | 'message' | 'nothing';

/** The one thing about an account that somebody who works through a list should know. */
export interface GoingOn {
  kind: GoingOnKind;
  words: string;
}

/** How dates read on this screen. */
export interface GoingOnFormat {
  date: (date: string) => string;
  time: (instant: string, timeZone: string) => string;
}

type Look = (account: ListedAccount, format: GoingOnFormat) => GoingOn | null;

/** What is going on with an account: what needs somebody comes before what only waits, that before what was. */
export function goingOn(account: ListedAccount, format: GoingOnFormat): GoingOn {
  for (const look of LOOKS) {
    const found = look(account, format);
    if (found) return found;
  }
  return { kind: 'nothing', words: account.streak ? 'Nothing has been sent yet' : 'Nothing overdue' };
}

const promiseBroken: Look = ({ promise, streak }, { date }) => {
  if (promise?.state !== 'broken' || !streak) return null;
  // One of an earlier streak is over and done with.
  if (promise.until === null || promise.until < streak.openedOn) return null;
  return { kind: 'promiseBroken', words: `Promise broken ${date(promise.until)}` };
};

const promised: Look = ({ promise, currency }, { date }) => {
  if (promise?.state !== 'open') return null;
  const what =
    promise.amount === null ? 'Promised to pay' : `Promised ${formatMoney(promise.amount, currency)}`;
  return { kind: 'promised', words: promise.until === null ? what : `${what} by ${date(promise.until)}` };
};

const onHold: Look = ({ hold }, { date }) => {
  if (!hold) return null;
  const until = hold.until === null ? '' : ` until ${date(hold.until)}`;
  return { kind: 'onHold', words: `On hold${until}, ${HOLD_REASON_WORDS[hold.reason]}` };
};

const inFlight: Look = ({ paymentInFlight, timeZone, today }, { date }) => {
  if (!paymentInFlight) return null;
  const since = dateIn(paymentInFlight.since, timeZone);
  const words = since === today ? 'today' : since === addDays(today, -1) ? 'yesterday' : date(since);
  return { kind: 'paymentInFlight', words: `Payment in flight since ${words}` };
};

const dueTask: Look = (account, format) =>
  account.nextTask && account.nextTask.dueOn <= account.today ? taskWords(account, format) : null;

const message: Look = ({ lastMessage, streak, timeZone, today }, { date, time }) => {
  if (!lastMessage || !streak) return null;
  const { step, subject, sentAt } = lastMessage;
  const on = dateIn(sentAt, timeZone);
  if (on < streak.openedOn) return null;
  return {
    kind: 'message',
    words: `${step ?? subject} sent ${on === today ? time(sentAt, timeZone) : date(on)}`,
  };
};

const laterTask: Look = (account, format) => (account.nextTask ? taskWords(account, format) : null);

function taskWords({ nextTask, today }: ListedAccount, { date }: GoingOnFormat): GoingOn | null {
  if (!nextTask) return null;
  const left = daysBetween(today, nextTask.dueOn);
  const due =
    left < 0 ? `was due ${date(nextTask.dueOn)}` : left === 0 ? 'due today' : `due ${date(nextTask.dueOn)}`;
  return { kind: 'task', words: `${nextTask.title} ${due}` };
}

const LOOKS: readonly Look[] = [promiseBroken, promised, onHold, inFlight, dueTask, message, laterTask];
