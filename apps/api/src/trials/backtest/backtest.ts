import type { BacktestLine, Money } from '@dunwell/contract';
import {
  addDays,
  scheduledInstant,
  type CalendarDate,
  type PlayedJourney,
  type Schedule,
} from '@dunwell/engine';
import type { StepId } from '@dunwell/language';
import { momentFor, zonesInUse, type Moment, type ReadSubject } from '../../billing/billing-reader.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { mustGet } from '../../platform/must.js';
import { decideAt } from '../play/decide-at.js';
import { isEntering } from '../play/entering.js';
import { excludedAccounts } from '../play/excluded-accounts.js';
import { JourneysInStep, type EffectRequest, type JourneyToPlay } from '../play/journeys-in-step.js';
import { performTogether, type ToldEffect } from '../play/perform-together.js';
import type { Trial } from '../play/trial.js';
import { TotalsSoFar } from './backtest-totals.js';
import { EntriesInOrder, type EntryUnderWay } from './entries-in-order.js';
import { EntriesWithinLimit, latestBeginning, type Beginning } from './entries-within-limit.js';
import { isOverEverywhere, momentsOfPeriod, type Period } from './moments-of-period.js';
import { RecentStarts } from './recent-starts.js';
import { TakenKeys } from './taken-keys.js';

/** Journeys are played at most so many dates beyond their entry. */
const LONGEST_JOURNEY_DAYS = 366;

export interface BacktestOptions {
  tools: EffectTools;
  /** Asked before every date, those on which journeys are only played on included. */
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
  /** null: every match begins at once. */
  private readonly withinLimit: EntriesWithinLimit | null;
  /** The latest journey of each subject that is still under way. */
  private readonly latest = new Map<string, JourneyToPlay>();
  private readonly isStillWanted: () => boolean;
  private failure: { error: unknown } | null = null;

  constructor(
    private readonly trial: Trial,
    private readonly schedule: Schedule,
    private readonly period: Period,
    { tools, isStillWanted }: BacktestOptions,
  ) {
    this.isStillWanted = isStillWanted;
    const { document } = trial.automation.prepared;
    this.keys = new TakenKeys(document.entry.reentry);
    this.starts = new RecentStarts(document.entry.reentry);
    this.entries = new EntriesInOrder(document.subject);
    this.totals = new TotalsSoFar(document);
    const limit = document.limits?.maxEntriesPerRun;
    this.withinLimit = limit === undefined ? null : new EntriesWithinLimit(trial, limit);
    const perform = performTogether(trial, {
      tools,
      whenLacking: 'goOn',
      newerStarted: ({ journey }: EffectRequest) => this.latest.get(journey.subject.subjectId) !== journey,
      tell: ({ act }: EffectRequest, { needsAttention }: ToldEffect) => {
        if (needsAttention) this.totals.addNeed(act.step);
      },
    });
    this.journeys = new JourneysInStep(trial, perform);
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
    for (let days = 1; days <= LONGEST_JOURNEY_DAYS; days += 1) {
      if (!this.isStillWanted()) return;
      const at = scheduledInstant(this.schedule, addDays(this.period.to, days), 'UTC');
      await this.journeys.runUpTo(at);
      yield* this.completeBefore(at);
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
        .map(({ subject, decision }) => ({ subject, entered: decision, date: moment.date }))
        .filter((beginning) => this.isFree(beginning));
      if (this.withinLimit) this.withinLimit.add(moment, free);
      else await this.begin(free, moment);
    }
    await this.withinLimit?.actAt(moment, (beginnings) => this.begin(beginnings, moment));
  }

  private isFree({ subject, entered }: Beginning): boolean {
    return !this.keys.has(subject.subjectId, entered.key);
  }

  /** Returns how many journeys have begun. */
  private async begin(beginnings: readonly Beginning[], moment: Moment): Promise<number> {
    const free = beginnings.filter((beginning) => this.isFree(beginning));
    if (free.length === 0) return 0;
    const included = await this.withoutExcluded(free, moment);
    await this.start(included, moment);
    return included.length;
  }

  /** Whoever a hold leaves out does not begin; the key stays free (S14). */
  private async withoutExcluded(beginnings: readonly Beginning[], { at }: Moment): Promise<Beginning[]> {
    const accountIds = [...new Set(beginnings.map(({ subject }) => subject.accountId))];
    const excluded = await excludedAccounts(this.trial, accountIds, at);
    return beginnings.filter(({ subject }) => !excluded.has(subject.accountId));
  }

  private async start(
    beginnings: readonly Beginning[],
    { at, date: startedOn, zone }: Moment,
  ): Promise<void> {
    const horizon = scheduledInstant(this.schedule, addDays(startedOn, LONGEST_JOURNEY_DAYS), zone);
    const matchedOn = new Map<JourneyToPlay, CalendarDate>();
    for (const { subject, entered, date } of beginnings) {
      this.keys.take(subject.subjectId, entered.key);
      this.starts.note(subject.subjectId, entered.path, date);
      matchedOn.set({ subject, entered, at, date: startedOn, horizon }, date);
    }
    for (const { journey, played } of await this.journeys.begin([...matchedOn.keys()])) {
      const { subject, entered } = journey;
      const entry: EntryUnderWay = {
        date: mustGet(matchedOn, journey),
        startedOn,
        subject,
        path: entered.path,
        overdue: overdueOf(subject),
        actions: null,
      };
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
    const later = latestBeginning(this.trial.automation.prepared.document);
    for (const { accountId, line } of this.entries.complete((date) =>
      isOverEverywhere(this.schedule, addDays(date, later), at),
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

function overdueOf({ currency, values }: ReadSubject): Money {
  return { currency, amount: Number(values['account.overdueBalance'] ?? 0) };
}

function actionsReached({ trace }: PlayedJourney): StepId[] {
  return trace.flatMap(({ happened }) => (happened.kind === 'act' ? [happened.step] : []));
}
