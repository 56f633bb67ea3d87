import { readCandidates, type Decided } from '../decide/decide-entries.js';
import { DECIDE_BATCH } from '../decide/entry-pages.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { startHistory } from '../decide/start-history.js';
import type { DataSource } from 'typeorm';
import { inParts } from '../in-parts.js';
import { actAtOnce } from './act-at-once.js';
import { countSubjects } from './count-subjects.js';
import { addProgress, type EvaluationRecord, type Progress } from './evaluation-record.js';
import type { LaneGuard } from './large/lane-guard.js';
import { renewLane, type LaneLease } from './lanes.js';
import { skipRenamedPaths } from './renamed-paths.js';
import { saveMatches, toMatch, type Outcome, type Recorded } from './save-matches.js';

/** The times a run works by: business now decides, machine time serves leases and figures (S1). */
export interface RunTimes {
  now: Date;
  machineNow: () => Date;
}

/** A date to be decided, by which version, and whether its matches are acted on in the same transaction. */
export interface DateToDecide {
  evaluation: EvaluationRecord;
  automation: ReadyVersion;
  /** How much may be; null: none of it. */
  atOnce: Pick<LaneGuard, 'most'> | null;
}

/**
 * Decides one date of a lane, as of its own instant whenever the job runs (S0), batch by batch behind the cursor, and
 * acts on it in the same transactions where that cannot come to far more than ever. `lost`: so was the lease, and
 * somebody else goes on from the cursor.
 */
export async function decideDate(
  dataSource: DataSource,
  lease: LaneLease,
  { evaluation, automation, atOnce: allowed }: DateToDecide,
  { now, machineNow }: RunTimes,
): Promise<'decided' | 'actedOn' | 'lost'> {
  const { workspaceId, automationId, timeZone } = lease;
  const { date, version } = evaluation;
  const moment = { at: evaluation.at.getTime(), date, zone: timeZone };
  const { reentry } = automation.prepared.document.entry;
  let after = evaluation.cursor;
  // Beside the first batch, not within it: counting reads every account of the zone.
  const counting =
    after === null ? countSubjects(dataSource.manager, automation, moment) : Promise.resolve(0);
  // What goes wrong with it is thrown where it is awaited.
  counting.catch(() => undefined);
  let atOnce = allowed !== null;
  for (;;) {
    const started = machineNow();
    const more = await dataSource.transaction(async (manager): Promise<'more' | 'done' | 'lost'> => {
      if (!(await renewLane(manager, lease, started, atOnce ? 'durable' : 'repeatable'))) return 'lost';
      if (after === null) await skipRenamedPaths(manager, lease, evaluation, automation);
      const { subjects, last, decide } = await readCandidates(manager, {
        automation,
        moment,
        inZoneOnly: true,
        narrow: true,
        limit: DECIDE_BATCH,
        ...(after !== null && { after }),
        ...(reentry.kind === 'afterDays' && {
          history: (ids: readonly string[]) =>
            startHistory(manager, { workspaceId, automationId, date, days: reentry.days }, ids),
        }),
      });
      if (after === null && allowed !== null && allowed.most !== null) {
        // Of several batches nobody knows yet what they come to together, but never to more than all there are.
        const mostly = last === null ? subjects.length : await counting;
        atOnce = mostly <= allowed.most;
      }
      const of = { workspaceId, automationId, timeZone, date, version, lateData: false, now };
      const parts: SavedPart[] = [];
      await inParts(subjects, decide, async (part) => {
        const saved = atOnce
          ? await actAtOnce(manager, lease, { automation, of }, part.decided)
          : { recorded: await saveMatches(manager, of, part.decided.flatMap(toMatch)), begun: 0 };
        parts.push({ ...part, ...saved });
      });
      await addProgress(manager, lease, date, {
        ...figuresOf(parts),
        cursor: last,
        lookedAt: after === null ? await counting : 0,
        durationMs: machineNow().getTime() - started.getTime(),
      });
      after = last;
      return last === null ? 'done' : 'more';
    });
    if (more === 'lost') return 'lost';
    if (more === 'done') return atOnce ? 'actedOn' : 'decided';
  }
}

/** Some subjects of a batch, what was decided about them and what became of it. */
interface SavedPart extends Decided {
  recorded: Recorded;
  begun: number;
}

function figuresOf(parts: readonly SavedPart[]): Omit<Progress, 'cursor' | 'lookedAt' | 'durationMs'> {
  const decided = parts.flatMap((part) => part.decided);
  const matched = decided.filter(({ decision }) => decision.kind === 'enter').length;
  const failed = decided.flatMap(({ decision }) => (decision.kind === 'failed' ? [decision.error] : []));
  const recorded = addedUp(parts.map((part) => part.recorded));
  return {
    candidates: decided.length,
    recorded,
    alreadyEntered: matched - sum([...recorded.values()]),
    begun: sum(parts.map(({ begun }) => begun)),
    disagreements: sum(parts.map(({ disagreements }) => disagreements.length)),
    errors: failed.length,
    lastError: failed[0]?.message ?? null,
  };
}

function addedUp(counts: readonly Recorded[]): Recorded {
  const total = new Map<Outcome, number>();
  for (const [outcome, count] of counts.flatMap((each) => [...each])) {
    total.set(outcome, (total.get(outcome) ?? 0) + count);
  }
  return total;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
