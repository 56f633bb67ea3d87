import {
  addDays,
  startOfDateIn,
  zoneOn,
  type Entered,
  type Instant,
  type ZoneHistory,
} from '@dunwell/engine';
import { momentFor, type ReadSubject } from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { decideEntries, type DecidedSubject } from '../../runtime/decide/decide-entries.js';
import { RecentStarts } from '../backtest/recent-starts.js';
import { TakenKeys } from '../backtest/taken-keys.js';
import { isEntering, type Entering } from '../play/entering.js';
import { excludedAccounts } from '../play/excluded-accounts.js';
import {
  JourneysInStep,
  type EffectRequest,
  type JourneyToPlay,
  type PlayedInStep,
} from '../play/journeys-in-step.js';
import { performTogether, type ToldEffect } from '../play/perform-together.js';
import type { TrialTools } from '../play/trial-tools.js';
import type { Trial } from '../play/trial.js';
import { effectName, type ToldEffects } from '../test-run/trial-effect.js';
import type { DiaryMoment } from './diary-moments.js';

/** More subjects of one account than a person reads about. */
const MOST_SUBJECTS = 1_000;

/** Whose diary, and of which dates. */
export interface DiaryOf {
  accountId: string;
  history: ZoneHistory;
  /** The first date evaluated. */
  from: string;
  /** The last date, included. */
  to: string;
}

/** What became of one subject at one of the moments. */
export interface JudgedSubject extends DecidedSubject {
  /** It enters; or why it does not although the decision let it: its key is taken, or a hold leaves it out. */
  verdict: 'enters' | 'enteredBefore' | 'excluded' | 'staysOut';
  /** The journey that begins. */
  journey: number | null;
}

export interface Judged extends DiaryMoment {
  subjects: JudgedSubject[];
}

/** A journey as it was played within the dates of the diary. */
export interface DiaryJourney {
  /** From 1, in the order of entry. */
  number: number;
  subject: ReadSubject;
  entered: Entered & { path: string[] };
  at: Instant;
  date: string;
  played: PlayedInStep;
  effects: ToldEffects;
}

export interface PlayedDiary {
  /** Those who would have entered on the date before the first, of rules that have a backlog (S12). */
  backlog: ReadSubject[];
  judged: Judged[];
  journeys: DiaryJourney[];
}

type Begun = Omit<DiaryJourney, 'played'> & { playing: Promise<PlayedInStep> };

/**
 * Plays one account forward: every date and event decided as its evaluation will decide it, journeys played through the very
 * `advance` of live ones (S20). Nobody is under way at its beginning, and nothing is written (S19).
 */
export class Diary {
  private readonly keys: TakenKeys;
  private readonly starts: RecentStarts;
  private readonly journeys: JourneysInStep;
  private readonly begun: Begun[] = [];
  private readonly effects = new Map<JourneyToPlay, ToldEffects>();
  /** The latest journey of each subject. */
  private readonly latest = new Map<string, JourneyToPlay>();
  private readonly horizon: Instant;

  constructor(
    private readonly trial: Trial,
    private readonly of: DiaryOf,
    tools: TrialTools,
  ) {
    const { reentry } = trial.automation.prepared.document.entry;
    this.keys = new TakenKeys(reentry);
    this.starts = new RecentStarts(reentry);
    this.horizon = startOfDateIn(of.history, addDays(of.to, 1)) - 1;
    const perform = performTogether(trial, {
      tools,
      whenLacking: 'stop',
      newerStarted: ({ journey }: EffectRequest) => this.latest.get(journey.subject.subjectId) !== journey,
      tell: ({ journey, act }: EffectRequest, told: ToldEffect) => {
        mustGet(this.effects, journey).set(effectName(act), told);
      },
    });
    this.journeys = new JourneysInStep(trial, perform);
  }

  /** Plays all moments at which subjects may enter, in the order of time. */
  async play(moments: readonly DiaryMoment[]): Promise<PlayedDiary> {
    const backlog = await this.backlog();
    const judged: Judged[] = [];
    for (const one of moments) {
      const { moment } = one;
      const { at } = moment;
      // At one instant facts, exits and waits that end come before entries (S1).
      await this.journeys.runUpTo(at);
      judged.push({ ...one, subjects: await this.judge(one) });
      await this.journeys.runUpTo(at);
    }
    const all = Promise.all(
      this.begun.map(async ({ playing, ...one }): Promise<DiaryJourney> => ({
        ...one,
        played: await playing,
      })),
    );
    await this.journeys.runToEnd();
    return { backlog, judged, journeys: await all };
  }

  private async backlog(): Promise<ReadSubject[]> {
    const { trigger, entry } = this.trial.automation.prepared.document;
    const { kind } = entry.reentry;
    if (trigger.kind !== 'schedule' || (kind !== 'once' && kind !== 'oncePerStreak')) return [];
    const { history, from } = this.of;
    const date = addDays(from, -1);
    const decided = await this.decide({ moment: momentFor(trigger, date, zoneOn(history, date)) });
    return decided.filter(isEntering).map(({ subject }) => subject);
  }

  private async judge(one: DiaryMoment): Promise<JudgedSubject[]> {
    const { moment } = one;
    const decided = await this.decide(one);
    const entering = decided.filter(isEntering);
    const { accountId } = this.of;
    const isOut =
      entering.length > 0 && (await excludedAccounts(this.trial, [accountId], moment.at)).has(accountId);
    const judged: JudgedSubject[] = [];
    for (const subject of decided) {
      if (!isEntering(subject)) judged.push({ ...subject, verdict: 'staysOut', journey: null });
      else if (isOut) judged.push({ ...subject, verdict: 'excluded', journey: null });
      else if (this.keys.has(subject.subject.subjectId, subject.decision.key))
        judged.push({ ...subject, verdict: 'enteredBefore', journey: null });
      else judged.push({ ...subject, verdict: 'enters', journey: await this.begin(subject, one) });
    }
    return judged;
  }

  private async decide({ moment, event }: DiaryMoment): Promise<DecidedSubject[]> {
    const { manager, automation, alsoRead, ownEffects } = this.trial;
    this.starts.forgetBefore(moment.date);
    const { decided } = await decideEntries(manager, {
      automation,
      moment,
      inZoneOnly: false,
      narrow: false,
      accountIds: [this.of.accountId],
      ...(event && { subjectIds: event.subjectIds, eventOf: () => event.cause }),
      alsoRead,
      limit: MOST_SUBJECTS,
      history: () => Promise.resolve((subjectId: string) => this.starts.of(subjectId)),
      adjust: (subject) => ownEffects.appliedTo(subject, moment),
    });
    for (const { decision } of decided) if (decision.kind === 'failed') throw decision.error;
    return decided;
  }

  /** Returns the journey's number. */
  private async begin(
    { subject, decision }: Entering,
    { moment: { at, date }, event }: DiaryMoment,
  ): Promise<number> {
    const { subjectId } = subject;
    this.keys.take(subjectId, decision.key);
    this.starts.note(subjectId, decision.path, date);
    const entered = { ...decision, ...(event && { event: event.cause }) };
    const journey: JourneyToPlay = { subject, entered, at, date, horizon: this.horizon };
    const effects: ToldEffects = new Map();
    this.effects.set(journey, effects);
    this.latest.set(subjectId, journey);
    const number = this.begun.length + 1;
    for (const { played } of await this.journeys.begin([journey])) {
      // Whoever fails before all are awaited is heard there.
      played.catch(() => undefined);
      this.begun.push({ number, subject, entered: decision, at, date, effects, playing: played });
    }
    return number;
  }
}
