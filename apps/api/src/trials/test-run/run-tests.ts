import type { TestRunRequest, TestRunResult, TestRunSubject } from '@dunwell/contract';
import { addDays, localCalendar, withEvent, zoneOn, type JourneyCause } from '@dunwell/engine';
import { sentenceText } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import {
  accountZones,
  heldBackFacts,
  momentFor,
  momentOf,
  type HeldBackFacts,
  type Moment,
} from '../../billing/billing-reader.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type { AutomationInWorkspace } from '../../runtime/decide/automation-in-workspace.js';
import type { DecidedSubject } from '../../runtime/decide/decide-entries.js';
import { decideAccounts } from '../play/decide-accounts.js';
import {
  JourneysInStep,
  type EffectRequest,
  type JourneyToPlay,
  type PlayedInStep,
} from '../play/journeys-in-step.js';
import { performTogether, type ToldEffect } from '../play/perform-together.js';
import { newTrial, type Trial } from '../play/trial.js';
import type { TrialDocument } from '../trial-document.js';
import { WITHOUT_SCHEDULE } from '../without-schedule.js';
import { explainSubject, type DecidedAt } from './explain-subject.js';
import { effectName, type ToldEffects } from './trial-effect.js';

/** Waits are played at most so many dates beyond the date asked for. */
const LONGEST_WAIT_DAYS = 366;

export interface TestRun {
  workspaceId: string;
  tried: TrialDocument;
  asOf: TestRunRequest['asOf'];
  /** Ids by key, in the order asked for. */
  accounts: ReadonlyMap<string, string>;
  tools: EffectTools;
  /** The event that is assumed. */
  event?: JourneyCause | undefined;
}

/** What would happen to each subject of some accounts on a date, every decision explained (S19, S20). */
export async function runTests(
  manager: EntityManager,
  { workspaceId, tried, asOf, accounts, tools, event }: TestRun,
): Promise<TestRunResult> {
  const trial = newTrial(manager, workspaceId, tried);
  const moments = await momentsOfAccounts(trial, [...accounts.values()], asOf);
  const decided: DecidedAt[] = [];
  for (const group of groupBy([...moments], ([, { zone }]) => zone).values()) {
    const accountIds = group.map(([accountId]) => accountId);
    const moment = mustGet(moments, accountIds[0]);
    for (const one of await decideAccounts(trial, moment, accountIds, { eventOf: () => event })) {
      decided.push({ ...one, subject: withEvent(one.subject, event), moment });
    }
  }
  const held = await heldBackAt(trial, decided);
  const playing = new TestedJourneys(trial, { tools, event });
  const subjects = await playing.play(decided, (one) => isLeftOut(one, held));
  const order = new Map([...accounts.keys()].map((key, index) => [key, index]));
  subjects.sort((a, b) => byAccountAndKey(a, b, order));
  return { asOf, sentence: sentenceText(tried.document, tried.context), subjects };
}

async function momentsOfAccounts(
  { manager, automation }: Trial,
  accountIds: readonly string[],
  asOf: string,
): Promise<Map<string, Moment>> {
  const zones = await accountZones(manager, automation.workspaceId, accountIds);
  const { trigger } = automation.prepared.document;
  return new Map(
    accountIds.map((accountId) => {
      const history = mustGet(zones, accountId);
      if (trigger.kind === 'schedule') return [accountId, momentFor(trigger, asOf, zoneOn(history, asOf))];
      return [accountId, momentOf(localCalendar(history).instantAt(asOf, WITHOUT_SCHEDULE), history)];
    }),
  );
}

async function heldBackAt(
  { manager, automation }: Trial,
  decided: readonly DecidedAt[],
): Promise<Map<string, HeldBackFacts>> {
  const held = new Map<string, HeldBackFacts>();
  for (const [at, group] of groupBy(decided, ({ moment }) => moment.at)) {
    const accountIds = [...new Set(group.map(({ subject }) => subject.accountId))];
    const facts = await heldBackFacts(manager, automation.workspaceId, accountIds, at);
    for (const [accountId, found] of facts) held.set(accountId, found);
  }
  return held;
}

/** A hold that leaves the account out keeps its journeys from beginning (S14). */
function isLeftOut({ subject }: DecidedSubject, held: ReadonlyMap<string, HeldBackFacts>): boolean {
  const holds = held.get(subject.accountId)?.holds ?? [];
  return holds.some(({ invoiceId, leaveOut }) => invoiceId === null && leaveOut);
}

function byAccountAndKey(
  { subject: a }: TestRunSubject,
  { subject: b }: TestRunSubject,
  order: ReadonlyMap<string, number>,
): number {
  return mustGet(order, a.account) - mustGet(order, b.account) || (a.key < b.key ? -1 : 1);
}

/** Plays the journeys of those who enter, and remembers what was told of each of their effects. */
class TestedJourneys {
  private readonly effects = new Map<JourneyToPlay, ToldEffects>();
  private readonly journeys: JourneysInStep;

  constructor(
    private readonly trial: Trial,
    private readonly options: Pick<TestRun, 'tools' | 'event'>,
  ) {
    const perform = performTogether(trial, {
      tools: options.tools,
      whenLacking: 'stop',
      newerStarted: () => false,
      tell: ({ journey, act }: EffectRequest, told: ToldEffect) => {
        mustGet(this.effects, journey).set(effectName(act), told);
      },
    });
    this.journeys = new JourneysInStep(trial, perform);
  }

  async play(
    decided: readonly DecidedAt[],
    isOut: (decided: DecidedSubject) => boolean,
  ): Promise<TestRunSubject[]> {
    const { automation } = this.trial;
    const toPlay = new Map<DecidedAt, JourneyToPlay>();
    for (const one of decided) {
      if (one.decision.kind !== 'enter' || isOut(one)) continue;
      const { at, date } = one.moment;
      const horizon = horizonOf(automation, one.moment);
      const { event } = this.options;
      const entered = { ...one.decision, ...(event && { event }) };
      toPlay.set(one, { subject: one.subject, entered, at, date, horizon });
    }
    for (const journey of toPlay.values()) this.effects.set(journey, new Map());
    const begun = await this.journeys.begin([...toPlay.values()]);
    const results = new Map<JourneyToPlay, PlayedInStep>();
    const allPlayed = Promise.allSettled(
      begun.map(async ({ journey, played }) => results.set(journey, await played)),
    );
    await this.journeys.runToEnd();
    for (const one of await allPlayed) if (one.status === 'rejected') throw one.reason;
    const subjects: TestRunSubject[] = [];
    for (const one of decided) {
      const journey = toPlay.get(one);
      const result = journey && results.get(journey);
      const effects = journey && this.effects.get(journey);
      subjects.push(await explainSubject(automation, one, result && effects ? { result, effects } : null));
    }
    return subjects;
  }
}

function horizonOf({ prepared: { document } }: AutomationInWorkspace, { date, zone }: Moment): number {
  const at = document.trigger.kind === 'schedule' ? document.trigger.at : WITHOUT_SCHEDULE;
  const last = addDays(date, LONGEST_WAIT_DAYS);
  return momentFor({ every: 'day', at }, last, zone).at;
}
