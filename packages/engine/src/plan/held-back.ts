import { type Action, type ActionKind, ACTIONS } from '@dunwell/language';
import { addDays } from '../calendar/epoch-day.js';
import type { Instant } from '../calendar/types.js';
import { type ContactCap, placeUnderCap } from './contact-cap.js';
import type { LocalCalendar } from './local-calendar.js';
import type { Look } from './look.js';
import { type ClosedReason, nextAllowedMoment, whyClosed } from './send-window.js';

/** A hold in force now; `until: null` is one without an end. */
export interface HoldInForce {
  /** An invoice's holds concern only journeys about that invoice. */
  on: 'account' | 'invoice';
  leaveOut: boolean;
  until: Instant | null;
}

/** What holds outward steps back besides the send rules, on fresh facts (S14). */
export interface Circumstances {
  holds: readonly HoldInForce[];
  /** When each payment now pending was made. */
  paymentsInFlight: readonly Instant[];
  /** The workspace's cap and when the messages that count were sent; null: no cap. */
  contact: { cap: ContactCap; sent: readonly Instant[] } | null;
  /** A newer journey of the same automation and subject has started. */
  newerStarted: boolean;
}

export type HeldReason = 'accountHold' | 'invoiceHold' | 'paymentInFlight' | 'contactCap' | ClosedReason;

/** A step that has to wait; given back at its next look. */
export interface Held {
  kind: 'held';
  reason: HeldReason;
  /** When it may go on as far as is known now: the forecast; null: not known. */
  until: Instant | null;
  /** Since when it has been held by what expires; null under a hold with an end date, which does not. */
  since: Instant | null;
  /** The journey ends then if the step is still held. */
  expiresAt: Instant | null;
}

/** A step that will never go on: the journey ends so. */
export interface HeldForGood {
  kind: 'excluded' | 'expired' | 'superseded';
}

/** Pending payments hold back at most so many dates; any wait that expires does so after so many. */
const PAYMENT_IN_FLIGHT_DAYS = 10;
const EXPIRY_DAYS = 14;

/** Webhooks meet exits and holds only (S14). */
const MEET_HOLDS_ONLY: ReadonlySet<ActionKind> = new Set(['webhook']);

/**
 * Whether an action may go out now (null), has to wait, or ends its journey (S14). Exits come before: they are the
 * business of `advance`. `previous` is what was said at the last look of the same step, null at the first.
 */
export function heldBack(
  action: Action,
  circumstances: Circumstances,
  look: Pick<Look, 'at' | 'calendar' | 'sendRules'>,
  previous: Held | null,
): Held | HeldForGood | null {
  if (!ACTIONS[action.kind].outward) return null;
  if (circumstances.holds.some(({ on, leaveOut }) => on === 'account' && leaveOut))
    return { kind: 'excluded' };
  const cause = causeOf(action.kind, circumstances, look);
  if (cause === null) {
    return previous !== null && circumstances.newerStarted ? { kind: 'superseded' } : null;
  }
  const { reason, until } = cause;
  if (!cause.expires) return { kind: 'held', reason, until, since: null, expiresAt: null };
  const since = previous?.since ?? look.at;
  const expiresAt = datesLater(since, EXPIRY_DAYS, look.calendar);
  return look.at >= expiresAt ? { kind: 'expired' } : { kind: 'held', reason, until, since, expiresAt };
}

/** When a held step is looked at again by time alone: the forecast or the expiry; null under an open-ended hold never. */
export function heldUntil({ until, expiresAt }: Held): Instant | null {
  if (until === null || expiresAt === null) return until ?? expiresAt;
  return Math.min(until, expiresAt);
}

interface Cause {
  reason: HeldReason;
  until: Instant | null;
  expires: boolean;
}

/** The first of S14's reasons that applies, in the order of its table. */
function causeOf(
  kind: ActionKind,
  { holds, paymentsInFlight, contact }: Circumstances,
  { at, calendar, sendRules }: Pick<Look, 'at' | 'calendar' | 'sendRules'>,
): Cause | null {
  const held = byHolds(holds);
  if (held !== null || MEET_HOLDS_ONLY.has(kind)) return held;
  const settled = paymentsInFlight.map((since) => datesLater(since, PAYMENT_IN_FLIGHT_DAYS, calendar));
  const until = Math.max(at, ...settled);
  if (until > at) return { reason: 'paymentInFlight', until, expires: true };
  if (!ACTIONS[kind].message) return null;
  const place = contact === null ? at : placeUnderCap(contact.cap, contact.sent, at, calendar);
  const reason = place > at ? 'contactCap' : whyClosed(sendRules, at, calendar);
  return reason && { reason, until: nextAllowedMoment(sendRules, place, calendar), expires: true };
}

function byHolds(holds: readonly HoldInForce[]): Cause | null {
  if (holds.length === 0) return null;
  const ends = holds.map(({ until }) => until).filter((until) => until !== null);
  return {
    reason: holds.some(({ on }) => on === 'account') ? 'accountHold' : 'invoiceHold',
    until: ends.length < holds.length ? null : Math.max(...ends),
    // While a dated one is in force nothing expires, whatever lies beside it.
    expires: ends.length === 0,
  };
}

function datesLater(at: Instant, days: number, calendar: LocalCalendar): Instant {
  return calendar.instantAt(addDays(calendar.dateAt(at), days), calendar.timeAt(at));
}
