import type { PlannedEffect } from '@dunwell/contract';
import {
  addDays,
  businessDateIn,
  isScheduledOn,
  startOfDateIn,
  zoneOn,
  type CalendarDate,
  type Instant,
  type PlayedJourney,
  type ZoneHistory,
} from '@dunwell/engine';
import { actionWords, type ActionStep } from '@dunwell/language';
import { momentFor, type Moment } from '../../billing/billing-reader.js';
import { decideEntries } from '../../runtime/decide/decide-entries.js';
import { looksAt } from '../../runtime/decide/looks-at.js';
import { takenKeys } from '../../runtime/decide/taken-keys.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { isEntering } from '../play/entering.js';
import { excludedAccounts } from '../play/excluded-accounts.js';
import { JourneysInStep, type JourneyToPlay } from '../play/journeys-in-step.js';
import { performTogether } from '../play/perform-together.js';
import type { Trial } from '../play/trial.js';
import { realHistory } from '../why-not/real-history.js';
import type { JourneyUnderWay } from './journeys-under-way.js';

/** More than a person looks through; a rule that enters on every date would fill the page. */
const MOST_EFFECTS = 50;
/** Subjects of one account decided on a date. */
const MOST_SUBJECTS = 1_000;

/** Whose future, and how far. */
export interface ForecastQuery {
  accountId: string;
  history: ZoneHistory;
  now: Instant;
  /** The last instant looked at. */
  until: Instant;
  automation: { id: string; name: string };
  /** On the version that is tried. */
  underWay: readonly JourneyUnderWay[];
  /** Whether it is the version that is evaluated; on others journeys only go on (S16). */
  enters: boolean;
}

export interface Forecast {
  /** In order of time. */
  effects: PlannedEffect[];
  /** The first date on which it enters. */
  nextEntryOn: CalendarDate | null;
}

/**
 * What one automation will do for one account if nothing changes: its journeys under way go on, and every date still to
 * come is decided as its evaluation will decide it (S20). Nothing is written (S19).
 */
export async function forecast(trial: Trial, query: ForecastQuery, tools: EffectTools): Promise<Forecast> {
  const future = new Future(trial, query, tools);
  await future.goOn();
  const nextEntryOn = query.enters ? await future.enter() : null;
  return { effects: await future.effects(), nextEntryOn };
}

class Future {
  private readonly journeys: JourneysInStep;
  private readonly ownKeys = new Set<string>();
  private readonly playing: { journeyId: string | null; played: Promise<PlayedJourney> }[] = [];

  constructor(
    private readonly trial: Trial,
    private readonly query: ForecastQuery,
    tools: EffectTools,
  ) {
    const perform = performTogether(trial, { tools, whenLacking: 'stop', newerStarted: () => false });
    this.journeys = new JourneysInStep(trial, perform);
  }

  /** Lets the journeys under way go on from now. */
  async goOn(): Promise<void> {
    const { accountId, history, now, until, underWay } = this.query;
    if (underWay.length === 0) return;
    const { manager, automation, fields } = this.trial;
    const subjects = underWay.map(({ subjectId }) => ({ subjectId, accountId }));
    const looks = await looksAt(manager, automation, subjects, now, fields);
    for (const { journeyId, subjectId, path, state } of underWay) {
      const look = looks.get(subjectId);
      if (look === undefined) continue;
      const { step: first, streakId } = state;
      await this.begin(journeyId, {
        subject: look.facts,
        entered: { first, streakId, path },
        at: now,
        date: businessDateIn(history, now),
        horizon: until,
        underWay: state,
      });
    }
  }

  /** Decides every date up to the end; the first on which anybody enters. */
  async enter(): Promise<CalendarDate | null> {
    const { history, now, until } = this.query;
    const { trigger } = this.trial.automation.prepared.document;
    if (trigger.kind !== 'schedule') return null;
    let first: CalendarDate | null = null;
    for (
      let date = businessDateIn(history, now);
      startOfDateIn(history, date) <= until;
      date = addDays(date, 1)
    ) {
      if (!isScheduledOn(trigger, date)) continue;
      const moment = momentFor(trigger, date, zoneOn(history, date));
      if (moment.at <= now || moment.at > until) continue;
      // At one instant facts, exits and waits that end come before entries (S1).
      await this.journeys.runUpTo(moment.at);
      const entering = await this.entering(moment);
      for (const journey of entering) await this.begin(null, journey);
      if (entering.length > 0) first ??= date;
    }
    return first;
  }

  /** What the journeys will have done, each as it is had. */
  async effects(): Promise<PlannedEffect[]> {
    const all = Promise.all(this.playing.map(async (one) => ({ ...one, played: await one.played })));
    await this.journeys.runToEnd();
    const effects = (await all).flatMap(({ journeyId, played }) => this.effectsOf(journeyId, played));
    return effects.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, MOST_EFFECTS);
  }

  private async begin(journeyId: string | null, journey: JourneyToPlay): Promise<void> {
    for (const { played } of await this.journeys.begin([journey])) {
      // Whoever fails before all are awaited is heard there.
      played.catch(() => undefined);
      this.playing.push({ journeyId, played });
    }
  }

  private async entering(moment: Moment): Promise<JourneyToPlay[]> {
    const { manager, automation, alsoRead, ownEffects } = this.trial;
    const { accountId, until, automation: named } = this.query;
    const { workspaceId } = automation;
    const { decided } = await decideEntries(manager, {
      automation,
      moment,
      inZoneOnly: false,
      // The database knows nothing of what the forecast itself has done.
      narrow: ownEffects.accountIds().length === 0,
      accountIds: [accountId],
      alsoRead,
      limit: MOST_SUBJECTS,
      adjust: (subject) => ownEffects.appliedTo(subject, moment),
      ...realHistory(this.trial, named.id, moment.date),
    });
    for (const { decision } of decided) if (decision.kind === 'failed') throw decision.error;
    const matching = decided.filter(isEntering);
    if (matching.length === 0) return [];
    if ((await excludedAccounts(this.trial, [accountId], moment.at)).size > 0) return [];
    const taken = await takenKeys(manager, { workspaceId, automationId: named.id }, matching);
    const free = matching.filter(({ decision: { key } }) => !taken.has(key) && !this.ownKeys.has(key));
    return free.map(({ subject, decision }) => {
      this.ownKeys.add(decision.key);
      return { subject, entered: decision, at: moment.at, date: moment.date, horizon: until };
    });
  }

  private effectsOf(journeyId: string | null, { trace }: PlayedJourney): PlannedEffect[] {
    const { automation } = this.query;
    const { tree } = this.trial.automation.prepared;
    const effects: PlannedEffect[] = [];
    let heldBack: PlannedEffect['heldBack'] = null;
    for (const { at, date, happened } of trace) {
      if (happened.kind === 'heldBack') heldBack = happened.reason;
      if (happened.kind !== 'outcome') continue;
      if (happened.result === 'done') {
        const step = tree.step(happened.step) as ActionStep;
        const { does, name } = actionWords(step);
        effects.push({
          at: new Date(at).toISOString(),
          date,
          automationId: automation.id,
          automation: automation.name,
          journeyId,
          kind: step.action.kind,
          step: name ?? does,
          heldBack,
        });
      }
      heldBack = null;
    }
    return effects;
  }
}
