import type { CalendarDate, Instant } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import { advance } from './advance.js';
import { type Held, type HeldForGood, type HeldReason, heldUntil } from './held-back.js';
import {
  type ActDecision,
  type Decision,
  endJourney,
  type JourneyEnd,
  type JourneyState,
  type Outcome,
} from './journey.js';
import type { LocalCalendar } from './local-calendar.js';
import type { Look } from './look.js';
import { nextLook } from './next-look.js';
import type { PreparedAutomation } from './prepare-automation.js';
import type { SendRules } from './send-window.js';
import { pendingAct } from './steps/action.js';

/** What a trial plays a journey against (S19). */
export interface JourneyWorld {
  calendar: LocalCalendar;
  sendRules: SendRules;
  /** The subject's facts as of an instant, the trial's own effects among them (S13); null: it does not exist then. */
  factsAt(at: Instant): Promise<SubjectFacts | null>;
  /** The instants after `after`, up to and including `upTo`, at which its facts change. */
  changesBetween(after: Instant, upTo: Instant): Promise<readonly Instant[]>;
  /** What an effect comes to at a look: an outcome, or why it is held back, given what was said at the look before. */
  perform(
    act: ActDecision,
    look: Look,
    previous: Held | null,
  ): Promise<Outcome['result'] | Held | HeldForGood>;
}

/** One thing that happened, and when. */
export interface TraceEntry {
  at: Instant;
  date: CalendarDate;
  happened:
    | Decision
    | ({ kind: 'outcome' } & Outcome)
    | { kind: 'heldBack'; step: string; occurrence: string; reason: HeldReason; until: Instant | null };
}

export interface PlayedJourney {
  journey: JourneyState;
  trace: TraceEntry[];
  /** Why it was played no further. */
  stopped: 'ended' | 'needsAttention' | 'horizon' | 'subjectGone' | 'tooManyLooks';
}

/** Which part of a journey is played. */
export interface PlaySpan {
  /** Its start, or for one under way the instant to go on from. */
  from: Instant;
  /** Up to and including this instant. */
  horizon: Instant;
  /** After so many looks a trial gives up on a journey. */
  atMostLooks: number;
}

/**
 * Plays a journey forward through the very `advance` that runs live ones (S20) and at the same instants: every change
 * of facts, every daily look, every end of a wait (S13). Effects are performed by the world given, which for trials has
 * none outside (S19).
 */
export async function playJourney(
  automation: PreparedAutomation,
  start: JourneyState,
  world: JourneyWorld,
  { from, horizon, atMostLooks }: PlaySpan,
): Promise<PlayedJourney> {
  const trace: TraceEntry[] = [];
  let journey = start;
  let at = from;
  let outcome: Outcome | undefined;
  let held: Held | null = null;
  for (let looks = 0; looks < atMostLooks; looks += 1) {
    const facts = await world.factsAt(at);
    if (facts === null) return { journey, trace, stopped: 'subjectGone' };
    const { calendar, sendRules } = world;
    const look: Look = { at, date: calendar.dateAt(at), facts, calendar, sendRules };
    const tell = (happened: TraceEntry['happened']): void =>
      void trace.push({ at, date: look.date, happened });

    const advanced = await advance(automation, journey, look, outcome);
    journey = advanced.journey;
    outcome = undefined;
    advanced.decisions.forEach(tell);
    if (journey.ended !== null) return { journey, trace, stopped: 'ended' };
    if (journey.waiting?.for === 'operator') return { journey, trace, stopped: 'needsAttention' };

    const act = pendingAct(automation, journey);
    if (act !== null) {
      const { step, occurrence } = act;
      const result = await world.perform(act, look, held);
      if (typeof result === 'string') {
        outcome = { step, occurrence, result };
        tell({ kind: 'outcome', ...outcome });
        held = null;
        // Its own effects are facts of the same instant (S13), so the journey goes on from a new look.
        continue;
      }
      if (result.kind !== 'held') {
        const end: JourneyEnd = { kind: result.kind, step };
        tell({ kind: 'ended', end });
        return { journey: endJourney(journey, end), trace, stopped: 'ended' };
      }
      const { reason, until } = result;
      if (reason !== held?.reason || until !== held.until)
        tell({ kind: 'heldBack', step, occurrence, reason, until });
      held = result;
    }
    at = await nextInstant(journey, at, held, world, horizon);
    if (at > horizon) return { journey, trace, stopped: 'horizon' };
  }
  return { journey, trace, stopped: 'tooManyLooks' };
}

/** The next change of facts, or the next look by time alone where that is earlier. */
async function nextInstant(
  journey: JourneyState,
  after: Instant,
  held: Held | null,
  world: JourneyWorld,
  horizon: Instant,
): Promise<Instant> {
  const byTime = nextLook(journey, after, world.calendar);
  const byHold = held && heldUntil(held);
  const planned = byHold !== null && byHold > after ? Math.min(byTime, byHold) : byTime;
  const changes = await world.changesBetween(after, Math.min(planned, horizon));
  return Math.min(planned, ...changes);
}
