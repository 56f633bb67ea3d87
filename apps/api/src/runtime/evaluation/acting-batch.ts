import {
  ACT_IF_WITHIN_DAYS,
  chooseMatchToActOn,
  daysBetween,
  businessDateAt,
  mapInTurns,
  type Look,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { heldBackFacts, type HeldBackFacts } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import { looksAt } from '../decide/looks-at.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { ContactPlaces } from '../deliveries/contact-places.js';
import { inParts } from '../in-parts.js';
import { enterJourneys, type JourneyToEnter } from '../journeys/enter-journeys.js';
import { planStart } from '../journeys/plan-start.js';
import { countHeldBack } from './count-held-back.js';
import { begunSinceLastDate } from './evaluation-record.js';
import type { LaneLease } from './lanes.js';
import type { PendingMatch } from './pending-matches.js';
import type { SettledMatch } from './settle-matches.js';
import { skipKeys } from './skip-keys.js';

type Settled = Omit<SettledMatch, 'subjectId' | 'date'>;

/** What a batch came to. */
export interface Acted {
  /** What became of each match. */
  settled: SettledMatch[];
  /** How many journeys began, apart from those an operator asked for. */
  begun: number;
}

/**
 * Acts on matches within one transaction (S10): per subject the latest that is young enough starts a journey, unless an
 * exit holds now; the rest is missed.
 */
export class ActingBatch {
  private readonly settled: SettledMatch[] = [];
  private readonly today: string;

  constructor(
    private readonly manager: EntityManager,
    private readonly lane: LaneLease,
    private readonly versions: ReadonlyMap<number, ReadyVersion>,
    private readonly now: Date,
  ) {
    this.today = businessDateAt(now.getTime(), lane.timeZone);
  }

  /** Starts the journeys; whoever calls records what became of the matches. */
  async run(matches: readonly PendingMatch[]): Promise<Acted> {
    const toSkip = matches.filter((match) => match.backlog && this.ready(match).backlog === 'skip');
    await this.skip(toSkip);
    const live = matches.filter((match) => !toSkip.includes(match));
    const chosen = [...groupBy(live, ({ subjectId }) => subjectId).values()].flatMap((own) =>
      this.choose(own),
    );
    const begun = await this.enter(await this.withinLimit(chosen));
    return { settled: this.settled, begun };
  }

  /** Writes the keys of the backlog as skipped: nobody enters under them any more (S12). */
  private async skip(matches: readonly PendingMatch[]): Promise<void> {
    for (const [date, own] of groupBy(matches, (match) => match.date)) {
      await skipKeys(this.manager, { ...this.lane, date }, own);
    }
    for (const match of matches)
      this.settle(match, { outcome: 'skipped', missedBecause: null, exitId: null });
  }

  /** Of one subject's matches the one to act on; the others are missed. */
  private choose(matches: [PendingMatch, ...PendingMatch[]]): PendingMatch[] {
    const latest = matches.at(-1) ?? matches[0];
    const within = this.ready(latest).prepared.document.entry.actIfWithinDays ?? ACT_IF_WITHIN_DAYS;
    const neverOld = latest.backlog || latest.runByOperator;
    const { act, missed } = chooseMatchToActOn(matches, this.today, neverOld ? Infinity : within);
    for (const match of missed) {
      const sameKey = act?.entryKey === match.entryKey;
      this.settle(
        match,
        sameKey
          ? { outcome: 'alreadyEntered', missedBecause: null, exitId: null }
          : { outcome: 'missed', missedBecause: this.whyMissed(match, within), exitId: null },
      );
    }
    return act ? [act] : [];
  }

  private whyMissed(match: PendingMatch, within: number): SettledMatch['missedBecause'] {
    if (match.lateData) return 'lateData';
    if (match.leftOver) return 'limit';
    return daysBetween(match.releasedOn ?? match.date, this.today) > within ? 'late' : 'newerMatch';
  }

  /**
   * What `maxEntriesPerRun` allows, and whatever an operator asked for; what is left over stays pending for the next
   * date, late data is listed as missed.
   */
  private async withinLimit(chosen: PendingMatch[]): Promise<PendingMatch[]> {
    const limit = this.latest().prepared.document.limits?.maxEntriesPerRun;
    if (limit === undefined) return chosen;
    const begun = await begunSinceLastDate(this.manager, this.lane);
    const asked = chosen.filter(({ runByOperator }) => runByOperator);
    const others = chosen.filter(({ runByOperator }) => !runByOperator);
    const allowed = others.slice(0, Math.max(0, limit - begun));
    for (const match of others.slice(allowed.length)) {
      if (match.lateData) this.settle(match, { outcome: 'missed', missedBecause: 'limit', exitId: null });
    }
    return [...asked, ...allowed];
  }

  private async enter(matches: readonly PendingMatch[]): Promise<number> {
    if (matches.length === 0) return 0;
    const { workspaceId } = this.lane;
    const accountIds = [...new Set(matches.map(({ accountId }) => accountId))];
    const held = await heldBackFacts(this.manager, workspaceId, accountIds, this.now.getTime());
    const looks = new Map<string, Look>();
    for (const [version, own] of groupBy(matches, (match) => match.version)) {
      const automation = mustGet(this.versions, version);
      for (const look of await looksAt(this.manager, automation, own, this.now.getTime())) looks.set(...look);
    }
    const begun: JourneyToEnter[] = [];
    await inParts(
      matches,
      (part) => mapInTurns(part, (match) => this.plan(match, mustGet(looks, match.subjectId), held)),
      async (plans) => {
        const planned = plans.filter((plan) => plan !== null);
        const entered = await enterJourneys(this.manager, workspaceId, planned, this.now);
        for (const journey of planned) {
          const { journeyId, subjectId, date } = journey;
          const outcome = entered.has(journeyId) ? 'entered' : 'alreadyEntered';
          if (outcome === 'entered') begun.push(journey);
          this.settled.push({ subjectId, date, outcome, missedBecause: null, exitId: null });
        }
      },
    );
    const places = await ContactPlaces.read(this.manager, this.latest(), accountIds, this.now.getTime());
    await countHeldBack(this.manager, this.lane, begun, looks, { held, places });
    const asked = new Set(matches.filter((match) => match.runByOperator).map(({ subjectId }) => subjectId));
    return begun.filter(({ subjectId }) => !asked.has(subjectId)).length;
  }

  /** The journey a match starts, or null where it is over before it began. */
  private async plan(
    match: PendingMatch,
    look: Look,
    held: ReadonlyMap<string, HeldBackFacts>,
  ): Promise<JourneyToEnter | null> {
    const { version, subjectId, accountId, date, entryKey, path, changeNo, first, streakId } = match;
    const { automationId, timeZone } = this.lane;
    const planned = await planStart(
      this.ready(match).prepared,
      {
        ...{ automationId, version, subjectId, accountId, timeZone, date, entryKey, path, first, streakId },
        checkedChangeNo: changeNo,
      },
      look,
      held.get(accountId),
    );
    switch (planned.kind) {
      case 'enters':
        return planned.journey;
      case 'exitHolds':
        this.settle(match, { outcome: 'endedBeforeActing', missedBecause: null, exitId: planned.exitId });
        return null;
      case 'excluded':
        this.settle(match, { outcome: 'excluded', missedBecause: null, exitId: null });
        return null;
    }
  }

  private ready(match: PendingMatch): ReadyVersion {
    return mustGet(this.versions, match.version);
  }

  private latest(): ReadyVersion {
    return mustGet(this.versions, Math.max(...this.versions.keys()));
  }

  private settle({ subjectId, date }: PendingMatch, settled: Settled): void {
    this.settled.push({ subjectId, date, ...settled });
  }
}
