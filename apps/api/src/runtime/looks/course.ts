import {
  addDays,
  advance,
  endByExit,
  endJourney,
  firstExitThatHolds,
  nextNeededLook,
  withEvent,
  type Decision,
  type Instant,
  type JourneyState,
  type LocalCalendar,
} from '@dunwell/engine';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import type { NamedLook } from '../decide/looks-at.js';
import type { Unread, Write } from '../deliveries/states-since-check.js';
import type { DueJourney } from './due-journey.js';

/** What is known of a journey's account before it is looked at. */
export interface AroundJourney {
  calendar: LocalCalendar;
  /** When facts change, in order, those to come included. */
  changes: readonly Instant[];
  /** Up to where these are known. */
  changesUpTo: Instant;
  unread: Unread;
  now: Instant;
  /** Whether the facts read change at no other instants than these, and with the business date. */
  changesAreAll: boolean;
}

/** One thing that was decided, and as of which instant. */
export interface DecidedAt {
  at: Instant;
  decision: Decision;
}

/**
 * A journey on its way through every instant since its last look at which something may have happened to it, each with
 * the facts of that instant however late it is looked at (S0): changes of facts, daily looks and ends of waits, in order
 * (S13). Decides; reads and writes nothing.
 */
export class Course {
  readonly decided: DecidedAt[] = [];
  state: JourneyState;
  /** The next instant to look at: one that lies ahead of now is for later. */
  at: Instant;

  constructor(
    readonly journey: DueJourney,
    private readonly automation: AutomationInWorkspace,
    private readonly around: AroundJourney,
  ) {
    this.state = journey.state;
    const { after, inclusive } = around.unread;
    this.at = inclusive ? after : this.nextAfter(after);
  }

  get goesOn(): boolean {
    return this.state.ended === null && this.at <= this.around.now;
  }

  /** Whether facts were written since its last check. */
  get hasNewFacts(): boolean {
    return this.around.unread.writes.length > 0;
  }

  /**
   * When to read the facts of this instant: as late as they are still the same, so that those of many journeys, each at
   * an instant of its own, are read together.
   */
  get readAt(): Instant {
    const { at } = this;
    const { calendar, now, changesAreAll } = this.around;
    if (!changesAreAll) return at;
    const date = calendar.dateAt(at);
    const latest = Math.min(now, this.nextChange(at) - 1, calendar.instantAt(addDays(date, 1), '00:00') - 1);
    return latest > at && calendar.dateAt(latest) === date ? latest : at;
  }

  /** Looks at the journey at `at` with the facts read for it. */
  async look(read: NamedLook): Promise<void> {
    const { at, state, automation } = this;
    if (this.isPast(at)) await this.readExits(read);
    else {
      const advanced = await advance(automation.prepared, state, { ...read, at });
      this.state = advanced.journey;
      this.tell(at, advanced.decisions);
    }
    this.at = this.nextAfter(at);
  }

  /** Whether an instant was over when it became as its facts now have it: it was looked at, or written about later. */
  private isPast(at: Instant): boolean {
    return at < this.around.now && (at <= this.lookedAt || this.writesAbout(at).length > 0);
  }

  /** What the past decided stands, but an exit that held then after all ends the journey once that is known (S13). */
  private async readExits({ facts }: NamedLook): Promise<void> {
    const exit = await firstExitThatHolds(this.automation.prepared, withEvent(facts, this.state.event));
    if (exit === null) return;
    const end = endByExit(exit);
    this.state = endJourney(this.state, end);
    const knownAt = Math.max(this.lookedAt, ...this.writesAbout(this.at).map(({ at }) => at));
    this.tell(knownAt, [{ kind: 'ended', end }]);
  }

  private writesAbout(instant: Instant): Write[] {
    return this.around.unread.writes.filter(({ from, at }) => from <= instant && instant < at);
  }

  private get lookedAt(): Instant {
    return this.journey.lookedAt.getTime();
  }

  private tell(at: Instant, decisions: readonly Decision[]): void {
    for (const decision of decisions) this.decided.push({ at, decision });
  }

  private nextAfter(at: Instant): Instant {
    const { calendar, changesUpTo } = this.around;
    const byTime = nextNeededLook(this.automation.prepared, this.state, at, calendar) ?? Infinity;
    return Math.min(byTime, this.nextWrite(at), this.nextChange(at), changesUpTo);
  }

  /** Facts are looked at when they are written, whatever their dates; now where the journey had been looked at by then. */
  private nextWrite(after: Instant): Instant {
    const { now, unread } = this.around;
    const written = unread.writes.map(({ at }) => (at <= this.lookedAt ? now : at));
    return Math.min(...written.filter((at) => at > after));
  }

  private nextChange(after: Instant): Instant {
    return this.around.changes.find((at) => at > after) ?? Infinity;
  }
}
