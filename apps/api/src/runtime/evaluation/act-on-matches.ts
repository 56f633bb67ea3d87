import {
  ACT_IF_WITHIN_DAYS,
  advance,
  chooseMatchToActOn,
  daysBetween,
  businessDateAt,
  mapInTurns,
  startJourney,
  type Look,
} from '@dunwell/engine';
import type { DataSource, EntityManager } from 'typeorm';
import { heldBackFacts, type HeldBackFacts } from '../../billing/billing-reader.js';
import { newId } from '../../platform/database/ids.js';
import { groupBy } from '../../platform/group-by.js';
import { looksAt } from '../decide/looks-at.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { inParts } from '../in-parts.js';
import { enterJourneys, type JourneyToEnter } from '../journeys/enter-journeys.js';
import { countHeldBack } from './count-held-back.js';
import type { RunTimes } from './decide-date.js';
import { begunSinceLastDate } from './evaluation-record.js';
import { renewLane, type LaneLease } from './lanes.js';
import { pendingMatches, type PendingMatch, type PendingPage, type WhichMatches } from './pending-matches.js';
import { settleMatches, type SettledMatch } from './settle-matches.js';
import { skipKeys } from './skip-keys.js';
import { mustGet } from '../../platform/must.js';

/** How many subjects one transaction acts on. */
export const ACT_BATCH = 500;

/**
 * Acts on the pending matches of a lane (S10): per subject the latest match that is young enough starts a journey,
 * unless an exit holds now; the rest is listed as missed. Returns false when the lease was lost.
 */
export async function actOnMatches(
  dataSource: DataSource,
  lease: LaneLease,
  { versions, which }: { versions: ReadonlyMap<number, ReadyVersion>; which: WhichMatches },
  { now, machineNow }: RunTimes,
): Promise<boolean> {
  let after: string | null = null;
  for (;;) {
    const page: PendingPage | null = await dataSource.transaction(async (manager) => {
      if (!(await renewLane(manager, lease, machineNow(), 'durable'))) return null;
      const pending = await pendingMatches(manager, lease, { which, after, subjects: ACT_BATCH });
      if (pending.matches.length > 0)
        await new ActingBatch(manager, lease, versions, now).run(pending.matches);
      return pending;
    });
    if (page === null) return false;
    if (page.last === null) return true;
    after = page.last;
  }
}

type Settled = Omit<SettledMatch, 'subjectId' | 'date'>;

/** One batch within its transaction. */
class ActingBatch {
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

  async run(matches: readonly PendingMatch[]): Promise<void> {
    const toSkip = matches.filter((match) => match.backlog && this.ready(match).backlog === 'skip');
    await this.skip(toSkip);
    const live = matches.filter((match) => !toSkip.includes(match));
    const chosen = [...groupBy(live, ({ subjectId }) => subjectId).values()].flatMap((own) =>
      this.choose(own),
    );
    const begun = await this.enter(await this.withinLimit(chosen));
    await settleMatches(this.manager, this.lane, this.settled, begun);
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
    return daysBetween(match.date, this.today) > within ? 'late' : 'newerMatch';
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

  /** Starts the journeys of matches; returns how many began, apart from those an operator asked for. */
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
    const journeys: JourneyToEnter[] = [];
    const begun = new Set<string>();
    await inParts(
      matches,
      (part) => mapInTurns(part, (match) => this.plan(match, mustGet(looks, match.subjectId), held)),
      async (plans) => {
        const planned = plans.filter((plan) => plan !== null);
        const entered = await enterJourneys(this.manager, workspaceId, planned, this.now);
        for (const { journeyId, subjectId, date } of planned) {
          const outcome = entered.has(journeyId) ? 'entered' : 'alreadyEntered';
          if (outcome === 'entered') begun.add(subjectId);
          this.settled.push({ subjectId, date, outcome, missedBecause: null, exitId: null });
        }
        journeys.push(...planned);
      },
    );
    await countHeldBack(this.manager, this.lane, journeys, looks, held);
    return matches.filter(({ subjectId, runByOperator }) => begun.has(subjectId) && !runByOperator).length;
  }

  /** The journey a match starts, or null where it is over before it began. */
  private async plan(
    match: PendingMatch,
    look: Look,
    held: ReadonlyMap<string, HeldBackFacts>,
  ): Promise<JourneyToEnter | null> {
    const { prepared } = this.ready(match);
    const { journey, decisions } = await advance(prepared, startJourney(prepared, match, look), look);
    if (journey.ended?.kind === 'exit') {
      this.settle(match, { outcome: 'endedBeforeActing', missedBecause: null, exitId: journey.ended.exit });
      return null;
    }
    if (held.get(match.accountId)?.holds.some(({ invoiceId, leaveOut }) => invoiceId === null && leaveOut)) {
      this.settle(match, { outcome: 'excluded', missedBecause: null, exitId: null });
      return null;
    }
    const { version, subjectId, accountId, date, entryKey, path, changeNo } = match;
    const { automationId, timeZone } = this.lane;
    return {
      ...{ journeyId: newId(), automationId, version, subjectId, accountId, timeZone, date, entryKey, path },
      state: journey,
      decisions,
      checkedChangeNo: changeNo,
    };
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
