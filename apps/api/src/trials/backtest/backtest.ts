import type { BacktestLine, Money } from '@dunwell/contract';
import { addDays, scheduledInstant, type Entered, type PlayedJourney, type Schedule } from '@dunwell/engine';
import type { StepId } from '@dunwell/language';
import {
  heldBackFacts,
  momentFor,
  zonesInUse,
  type Moment,
  type ReadSubject,
} from '../../billing/billing-reader.js';
import type { Connectors } from '../../connectors/connectors.js';
import type { DecidedSubject } from '../../runtime/decide/decide-entries.js';
import { decideAt } from '../play/decide-at.js';
import { JourneysInStep, type EffectRequest, type JourneyToPlay } from '../play/journeys-in-step.js';
import { performTogether } from '../play/perform-together.js';
import { trialSendRules, type Trial } from '../play/trial.js';
import { TotalsSoFar } from './backtest-totals.js';
import { EntriesInOrder, type EntryUnderWay } from './entries-in-order.js';
import { isOverEverywhere, momentsOfPeriod, type Period } from './moments-of-period.js';
import { RecentStarts } from './recent-starts.js';
import { TakenKeys } from './taken-keys.js';

/** Journeys are played at most so many dates beyond their entry. */
const LONGEST_JOURNEY_DAYS = 366;

type Entering = DecidedSubject & { decision: { kind: 'enter' } & Entered };

export interface BacktestOptions {
  connectors: Connectors;
  /** Asked before every date. */
  isStillWanted: () => boolean;
}

/**
 * What would have happened on every date of a period (S19): every date decided as live evaluation decides it (S20),
 * journeys played through their waits with the facts of their dates, nothing written.
 */
export class Backtest {
  private readonly keys: TakenKeys;
  private readonly starts: RecentStarts;
  private readonly entries: EntriesInOrder;
  private readonly totals: TotalsSoFar;
  private readonly journeys: JourneysInStep;
  /** The latest journey of each subject that is still under way. */
  private readonly latest = new Map<string, JourneyToPlay>();
  private readonly isStillWanted: () => boolean;
  private failure: { error: unknown } | null = null;

  constructor(
    private readonly trial: Trial,
    private readonly schedule: Schedule,
    private readonly period: Period,
    { connectors, isStillWanted }: BacktestOptions,
  ) {
    this.isStillWanted = isStillWanted;
    const { document } = trial.automation.prepared;
    this.keys = new TakenKeys(document.entry.reentry);
    this.starts = new RecentStarts(document.entry.reentry);
    this.entries = new EntriesInOrder(document.subject);
    this.totals = new TotalsSoFar(document);
    const perform = performTogether(trial, {
      connectors,
      whenLacking: 'goOn',
      newerStarted: ({ journey }: EffectRequest) => this.latest.get(journey.subject.subjectId) !== journey,
    });
    this.journeys = new JourneysInStep(trial, trialSendRules(document), perform);
  }

  async *lines(): AsyncGenerator<BacktestLine> {
    await this.takeKeysOfTheDayBefore();
    for await (const moment of momentsOfPeriod(this.schedule, this.period, (date) => this.zonesOn(date))) {
      if (!this.isStillWanted()) return;
      // At one instant facts, exits and waits that end come before entries (S1).
      await this.journeys.runUpTo(moment.at);
      yield* this.completeBefore(moment.at);
      await this.enterAt(moment);
      await this.journeys.runUpTo(moment.at);
    }
    await this.journeys.runToEnd();
    yield* this.completeBefore(Infinity);
    yield this.totals.toLine(this.period);
  }

  /** Whoever would have entered on the day before is no news of the period (S12, S19). */
  private async takeKeysOfTheDayBefore(): Promise<void> {
    const { kind } = this.trial.automation.prepared.document.entry.reentry;
    if (kind !== 'once' && kind !== 'oncePerStreak') return;
    const date = addDays(this.period.from, -1);
    for (const zone of await this.zonesOn(date)) {
      for await (const page of decideAt(this.trial, momentFor(this.schedule, date, zone), this.starts)) {
        for (const { subject, decision } of page.filter(isEntering)) {
          if (this.keys.take(subject.subjectId, decision.key)) this.totals.addBefore(overdueOf(subject));
        }
      }
    }
  }

  private async enterAt(moment: Moment): Promise<void> {
    this.starts.forgetBefore(moment.date);
    for await (const page of decideAt(this.trial, moment, this.starts)) {
      const free = page
        .filter(isEntering)
        .filter(({ subject, decision }) => !this.keys.has(subject.subjectId, decision.key));
      if (free.length > 0) await this.start(await this.withoutExcluded(free, moment), moment);
    }
  }

  /** A hold that leaves the account out keeps its journeys from beginning; the key stays free (S14). */
  private async withoutExcluded(entering: Entering[], { at }: Moment): Promise<Entering[]> {
    const { manager, automation } = this.trial;
    const accountIds = [...new Set(entering.map(({ subject }) => subject.accountId))];
    const facts = await heldBackFacts(manager, automation.workspaceId, accountIds, at);
    return entering.filter(
      ({ subject }) =>
        !facts
          .get(subject.accountId)
          ?.holds.some(({ invoiceId, leaveOut }) => invoiceId === null && leaveOut),
    );
  }

  private async start(entering: readonly Entering[], { at, date, zone }: Moment): Promise<void> {
    const horizon = scheduledInstant(this.schedule, addDays(date, LONGEST_JOURNEY_DAYS), zone);
    const journeys = entering.map(({ subject, decision }): JourneyToPlay => {
      this.keys.take(subject.subjectId, decision.key);
      this.starts.note(subject.subjectId, decision.path, date);
      return { subject, entered: decision, at, date, horizon };
    });
    for (const { journey, played } of await this.journeys.begin(journeys)) {
      const { subject, entered } = journey;
      const entry = newEntry(date, subject, entered.path);
      this.entries.add(entry);
      this.latest.set(subject.subjectId, journey);
      played.then(
        (journeyPlayed) => {
          entry.actions = actionsReached(journeyPlayed);
          if (this.latest.get(subject.subjectId) === journey) this.latest.delete(subject.subjectId);
        },
        (error: unknown) => {
          this.failure ??= { error };
        },
      );
    }
  }

  private *completeBefore(at: number): Generator<BacktestLine> {
    if (this.failure) throw this.failure.error;
    for (const { accountId, line } of this.entries.complete((date) =>
      isOverEverywhere(this.schedule, date, at),
    )) {
      this.totals.add(accountId, line);
      yield line;
    }
  }

  private zonesOn(date: string): Promise<string[]> {
    const { manager, automation } = this.trial;
    return zonesInUse(manager, automation.workspaceId, date);
  }
}

const newEntry = (date: string, subject: ReadSubject, path: string[]): EntryUnderWay => ({
  date,
  subject,
  path,
  overdue: overdueOf(subject),
  actions: null,
});

const isEntering = (decided: DecidedSubject): decided is Entering => decided.decision.kind === 'enter';

function overdueOf({ currency, values }: ReadSubject): Money {
  return { currency, amount: Number(values['account.overdueBalance'] ?? 0) };
}

function actionsReached({ trace }: PlayedJourney): StepId[] {
  return trace.flatMap(({ happened }) => (happened.kind === 'act' ? [happened.step] : []));
}
