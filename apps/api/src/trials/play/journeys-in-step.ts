import {
  localCalendar,
  playJourney,
  startJourney,
  type ActDecision,
  type CalendarDate,
  type Entered,
  type Held,
  type HeldForGood,
  type Instant,
  type JourneyCause,
  type JourneyState,
  type JourneyWorld,
  type LocalCalendar,
  type Look,
  type Outcome,
  type PlayedJourney,
} from '@dunwell/engine';
import { mustGet } from '../../platform/must.js';
import { accountZones, changeInstants, type ReadSubject } from '../../billing/billing-reader.js';
import { looksAt } from '../../runtime/decide/looks-at.js';
import { Movement, type Asked } from './movement.js';
import type { Trial } from './trial.js';

/** A journey that is to be played from the look at which it entered. */
export interface JourneyToPlay {
  /** As read at the look at which it entered. */
  subject: ReadSubject;
  entered: Pick<Entered, 'first' | 'streakId'> & { path: string[]; event?: JourneyCause };
  at: Instant;
  /** The business date of that look. */
  date: CalendarDate;
  /** Up to and including this instant. */
  horizon: Instant;
  /** Where a live journey stands: it goes on from there instead of beginning. */
  underWay?: JourneyState;
}

/** A journey as it was played, with the facts of its last look. */
export type PlayedInStep = PlayedJourney & { lastFacts: ReadSubject };

export interface BegunJourney {
  journey: JourneyToPlay;
  played: Promise<PlayedInStep>;
}

/** An effect asked for at a look. */
export interface EffectRequest {
  journey: JourneyToPlay;
  act: ActDecision;
  look: Look;
  previous: Held | null;
}

export type EffectAnswer = Outcome['result'] | Held | HeldForGood;

/** What effects come to at one instant, for all journeys that ask for one. */
export type PerformTogether = (
  at: Instant,
  requests: readonly EffectRequest[],
) => Promise<ReadonlyMap<EffectRequest, EffectAnswer>>;

/** How many journeys take part in one statement. */
const JOURNEYS_PER_STATEMENT = 1_000;
/** How far ahead changes of facts are read at a time. */
const LOOK_AHEAD = 31 * 24 * 3_600_000;
/** Far above the 366 daily looks of the longest journey played; a journey that needs more is in a loop of ours. */
const AT_MOST_LOOKS = 20_000;

interface Playing extends JourneyToPlay {
  calendar: LocalCalendar;
  /** The last facts read, for the looks that follow an effect at the same instant. */
  known: { at: Instant; facts: ReadSubject };
  changes: { from: Instant; to: Instant; at: readonly Instant[] };
}

interface FactsRequest {
  playing: Playing;
}

interface ChangesRequest {
  playing: Playing;
  after: Instant;
  upTo: Instant;
}

/** What journeys ask for at one instant. */
interface AskedAt {
  facts: Asked<FactsRequest, ReadSubject | null>[];
  effects: Asked<EffectRequest, EffectAnswer>[];
}

/**
 * Plays any number of journeys at once, each by `playJourney` as if it were alone (S20), but in step: they all stop
 * where they need something from outside, and what all of them need at the earliest instant is read together. So there
 * is one statement for an instant and a zone, not one for a journey and a date.
 */
export class JourneysInStep {
  private readonly asked = new Map<Instant, AskedAt>();
  private askedChanges: Asked<ChangesRequest, readonly Instant[]>[] = [];
  private toBegin: (() => void)[] = [];
  private readonly movement = new Movement();

  constructor(
    private readonly trial: Trial,
    private readonly perform: PerformTogether,
  ) {}

  /** Begins to play journeys when `runUpTo` is next called; each promise is kept when its journey is over. */
  async begin(journeys: readonly JourneyToPlay[]): Promise<BegunJourney[]> {
    const { manager, automation } = this.trial;
    const accountIds = [...new Set(journeys.map(({ subject }) => subject.accountId))];
    const zones = await accountZones(manager, automation.workspaceId, accountIds);
    return journeys.map((journey) => {
      const { at: startedAt, date } = journey;
      const calendar = localCalendar(mustGet(zones, journey.subject.accountId));
      const playing: Playing = {
        ...journey,
        calendar,
        known: { at: startedAt, facts: journey.subject },
        changes: { from: startedAt, to: startedAt, at: [] },
      };
      const world: JourneyWorld = {
        calendar,
        sendRules: automation.sendRules,
        factsAt: (at) => this.factsAt(playing, at),
        changesBetween: (after, upTo) => this.changesBetween(playing, after, upTo),
        perform: (act, look, previous) =>
          this.movement.ask(this.at(look.at).effects, { journey, act, look, previous }),
      };
      const played = new Promise<PlayedInStep>((resolve, reject) => {
        this.toBegin.push(() => {
          this.movement.hasBegun();
          const { prepared } = this.trial.automation;
          const state =
            journey.underWay ?? startJourney(prepared, journey.entered, { at: startedAt, date, calendar });
          const span = { from: startedAt, horizon: journey.horizon, atMostLooks: AT_MOST_LOOKS };
          void playJourney(prepared, state, world, span)
            .then((journeyPlayed) => {
              resolve({ ...journeyPlayed, lastFacts: playing.known.facts });
            }, reject)
            .finally(() => {
              this.movement.hasStopped();
            });
        });
      });
      return { journey, played };
    });
  }

  /** Plays everything that happens up to and including an instant. */
  async runUpTo(instant: Instant): Promise<void> {
    for (;;) {
      if (this.toBegin.length > 0) {
        await this.movement.inTurns(this.toBegin.splice(0));
      } else if (this.askedChanges.length > 0) {
        await this.answerChanges(this.askedChanges.splice(0, JOURNEYS_PER_STATEMENT));
      } else {
        const next = this.earliest();
        if (next === null || next > instant) return;
        await this.answerAt(next);
      }
    }
  }

  /** Plays all journeys to their ends. */
  runToEnd(): Promise<void> {
    return this.runUpTo(Infinity);
  }

  private async factsAt(playing: Playing, at: Instant): Promise<ReadSubject | null> {
    const facts =
      playing.known.at === at ? playing.known.facts : await this.movement.ask(this.at(at).facts, { playing });
    if (facts === null) return null;
    playing.known = { at, facts };
    return this.trial.ownEffects.appliedTo(facts, { at, date: playing.calendar.dateAt(at) });
  }

  private async changesBetween(playing: Playing, after: Instant, upTo: Instant): Promise<readonly Instant[]> {
    const { from, to } = playing.changes;
    if (after < from || upTo > to) await this.movement.ask(this.askedChanges, { playing, after, upTo });
    return playing.changes.at.filter((at) => at > after && at <= upTo);
  }

  private at(instant: Instant): AskedAt {
    const asked = this.asked.get(instant) ?? { facts: [], effects: [] };
    this.asked.set(instant, asked);
    return asked;
  }

  private earliest(): Instant | null {
    let earliest: Instant | null = null;
    for (const at of this.asked.keys()) if (earliest === null || at < earliest) earliest = at;
    return earliest;
  }

  private async answerAt(at: Instant): Promise<void> {
    const { facts, effects } = this.at(at);
    if (facts.length > 0) await this.answerFacts(at, facts.splice(0, JOURNEYS_PER_STATEMENT));
    else if (effects.length > 0) await this.answerEffects(at, effects.splice(0, JOURNEYS_PER_STATEMENT));
    else this.asked.delete(at);
  }

  private async answerFacts(at: Instant, asked: AskedAt['facts']): Promise<void> {
    const { manager, automation, fields } = this.trial;
    const subjects = asked.map(({ question }) => question.playing.subject);
    const looks = await looksAt(manager, automation, subjects, at, fields);
    await this.movement.inTurns(
      asked.map(
        ({ question, answer }) =>
          () =>
            answer(looks.get(question.playing.subject.subjectId)?.facts ?? null),
      ),
    );
  }

  private async answerEffects(at: Instant, asked: AskedAt['effects']): Promise<void> {
    const answers = await this.perform(
      at,
      asked.map(({ question }) => question),
    );
    await this.movement.inTurns(
      asked.map(({ question, answer }) => () => {
        answer(mustGet(answers, question));
      }),
    );
  }

  private async answerChanges(asked: readonly Asked<ChangesRequest, readonly Instant[]>[]): Promise<void> {
    const { manager, automation } = this.trial;
    const from = Math.min(...asked.map(({ question }) => question.after));
    const to = Math.max(from + LOOK_AHEAD, ...asked.map(({ question }) => question.upTo));
    const accountIds = [...new Set(asked.map(({ question }) => question.playing.subject.accountId))];
    const { workspaceId } = automation;
    const changes = await changeInstants(manager, { workspaceId, accountIds, from, to });
    await this.movement.inTurns(
      asked.map(({ question: { playing }, answer }) => () => {
        playing.changes = { from, to, at: changes.get(playing.subject.accountId) ?? [] };
        answer(playing.changes.at);
      }),
    );
  }
}
