import { type JourneyCause, mapInTurns } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { heldBackFacts, type Moment } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import { decideEntries, type DecidedSubject } from '../decide/decide-entries.js';
import { looksAt } from '../decide/looks-at.js';
import { startHistory } from '../decide/start-history.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { enterJourneys, type JourneyToEnter } from '../journeys/enter-journeys.js';
import { planStart } from '../journeys/plan-start.js';
import { leaveMissed } from './event-outcomes.js';

/** A subject that an event or a person asks an automation to start with. */
export interface StartAsked {
  automationId: string;
  version: number;
  ready: ReadyVersion;
  subjectId: string;
  accountId: string;
  /** When its facts are read (S0). */
  moment: Moment;
  /** The account's last change of facts, under its lock. */
  changeNo: number;
  event?: JourneyCause;
  /** It is too late to begin: what would have begun is answered as late. */
  isLate: boolean;
}

/** What became of a start. `exitHolds`: at its own instant; `endedBeforeActing`: by now. */
export type Started =
  | { kind: 'noSubject' }
  | { kind: 'failed'; error: Error }
  | Exclude<DecidedSubject['decision'], { kind: 'enter' } | { kind: 'failed' }>
  | (Entering & { kind: 'late' | 'excluded' | 'alreadyEntered' })
  | (Entering & { kind: 'endedBeforeActing'; exitId: string })
  | (Entering & { kind: 'entered'; journeyId: string });

/** How a subject was decided that would enter. */
interface Entering {
  decision: Extract<DecidedSubject['decision'], { kind: 'enter' }>;
}

/**
 * Starts journeys with subjects whose accounts are locked, each decided on the facts of its own instant (S0) and begun on
 * those of now (S13); no two of them are the same subject of an automation. Answers what became of each.
 */
export async function startSubjects(
  manager: EntityManager,
  workspaceId: string,
  asked: readonly StartAsked[],
  now: Date,
): Promise<Map<StartAsked, Started>> {
  const became = new Map<StartAsked, Started>();
  const entering: AskedAndDecided[] = [];
  for (const group of groupBy(asked, momentOfVersion).values()) {
    const decided = await decideTogether(manager, workspaceId, group);
    for (const one of group) {
      const decision = decided.get(one.subjectId);
      if (decision === undefined) became.set(one, { kind: 'noSubject' });
      else if (decision.kind !== 'enter') became.set(one, decision);
      else if (one.isLate) became.set(one, { kind: 'late', decision });
      else entering.push({ asked: one, decision });
    }
  }
  // Whenever they happened, they begin on the facts of now: all of a version at once.
  for (const group of groupBy(entering, (one) => versionOf(one.asked)).values())
    for (const [one, started] of await begin(manager, workspaceId, group, now)) became.set(one, started);
  return became;
}

const versionOf = ({ automationId, version }: StartAsked): string => `${automationId} ${version}`;

const momentOfVersion = (asked: StartAsked): string => {
  const { at, date, zone } = asked.moment;
  return [versionOf(asked), at, date, zone].join(' ');
};

type Decision = DecidedSubject['decision'];

interface AskedAndDecided extends Entering {
  asked: StartAsked;
}

/** How subjects of one version and moment are decided, by subject; one that is not there then is left out. */
async function decideTogether(
  manager: EntityManager,
  workspaceId: string,
  group: readonly [StartAsked, ...StartAsked[]],
): Promise<Map<string, Decision>> {
  const [{ automationId, ready, moment }] = group;
  const { reentry } = ready.prepared.document.entry;
  const events = new Map(group.map(({ subjectId, event }) => [subjectId, event]));
  const { decided } = await decideEntries(manager, {
    automation: ready,
    moment,
    inZoneOnly: false,
    narrow: false,
    subjectIds: [...events.keys()],
    limit: group.length,
    eventOf: (subjectId) => events.get(subjectId),
    ...(reentry.kind === 'afterDays' && {
      history: (ids: readonly string[]) =>
        startHistory(manager, { workspaceId, automationId, date: moment.date, days: reentry.days }, ids),
    }),
  });
  return new Map(decided.map(({ subject, decision }) => [subject.subjectId, decision]));
}

/** Begins with subjects of one version, none of them twice, on the facts of now. */
async function begin(
  manager: EntityManager,
  workspaceId: string,
  entering: readonly [AskedAndDecided, ...AskedAndDecided[]],
  now: Date,
): Promise<Map<StartAsked, Started>> {
  const { ready } = entering[0].asked;
  const subjects = entering.map(({ asked }) => asked);
  const looks = await looksAt(manager, ready, subjects, now.getTime());
  const accountIds = [...new Set(subjects.map(({ accountId }) => accountId))];
  const held = await heldBackFacts(manager, workspaceId, accountIds, now.getTime());
  const became = new Map<StartAsked, Started>();
  const journeys = new Map<JourneyToEnter, AskedAndDecided>();
  await mapInTurns(entering, async (one) => {
    const { asked, decision } = one;
    const { automationId, version, subjectId, accountId, moment, changeNo, event } = asked;
    const look = looks.get(subjectId);
    if (look === undefined) {
      became.set(asked, { kind: 'noSubject' });
      return;
    }
    const { key: entryKey, path, first: firstStep, streakId } = decision;
    const planned = await planStart(
      ready.prepared,
      {
        ...{ automationId, version, subjectId, accountId, entryKey, path, streakId },
        ...{ timeZone: moment.zone, date: moment.date, first: firstStep, checkedChangeNo: changeNo },
        ...(event && { event }),
      },
      look,
      held.get(accountId),
    );
    if (planned.kind === 'enters') journeys.set(planned.journey, one);
    else if (planned.kind === 'excluded') became.set(asked, { kind: 'excluded', decision });
    else became.set(asked, { kind: 'endedBeforeActing', decision, exitId: planned.exitId });
  });
  const entered = await enterJourneys(manager, workspaceId, [...journeys.keys()], now);
  await leaveMissed(manager, workspaceId, [...journeys.keys()]);
  for (const [{ journeyId }, { asked, decision }] of journeys) {
    became.set(
      asked,
      entered.has(journeyId)
        ? { kind: 'entered', decision, journeyId }
        : { kind: 'alreadyEntered', decision },
    );
  }
  return became;
}
