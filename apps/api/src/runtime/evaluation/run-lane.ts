import type { DataSource, EntityManager } from 'typeorm';
import type { VersionRecord } from '../../automations/automation-version.js';
import { VersionsInWorkspace, type ReadyVersion } from '../decide/versions-in-workspace.js';
import { canActAtOnce } from './act-at-once.js';
import { actOnMatches } from './act-on-matches.js';
import { forgetRelease, readGuard, whichMayGoOn } from './large/lane-guard.js';
import { decideDate, type RunTimes } from './decide-date.js';
import { openEvaluations } from './evaluation-record.js';
import type { WhichMatches } from './pending-matches.js';
import { releaseLane, type Lane, type LaneLease } from './lanes.js';
import { mustGet } from '../../platform/must.js';

/**
 * Brings a lane up to date: first every date that is due is decided, in order and each as of its own instant, then
 * all of them are acted on (S10); a date that is alone is acted on as it is decided. Killed at any point, the next run
 * goes on where this one stopped.
 */
export async function runLane(dataSource: DataSource, lease: LaneLease, times: RunTimes): Promise<void> {
  let isUpToDate = false;
  try {
    isUpToDate = await catchUp(dataSource, lease, times);
  } finally {
    await dataSource.transaction((manager) => releaseLane(manager, lease, isUpToDate ? times.now : null));
  }
}

/** Returns false when the lease was lost. */
async function catchUp(dataSource: DataSource, lease: LaneLease, times: RunTimes): Promise<boolean> {
  const { manager } = dataSource;
  const published = new VersionsInWorkspace(manager, lease.workspaceId);
  const [evaluations] = await Promise.all([openEvaluations(manager, lease), published.readWorkspace()]);
  const versions = await readyVersions(manager, lease, published);
  const guard = await readGuard(manager, lease);
  let which: WhichMatches | null = evaluations.length > 0 || guard.isReleased ? 'all' : 'askedFor';
  for (const evaluation of evaluations.filter(({ status }) => status === 'due')) {
    const automation = mustGet(versions, evaluation.version);
    const atOnce = canActAtOnce(automation, evaluation, evaluations.length) ? guard : null;
    const decided = await decideDate(dataSource, lease, { evaluation, automation, atOnce }, times);
    if (decided === 'lost') return false;
    if (decided === 'actedOn') which = null;
  }
  if (which === null || versions.size === 0) return forgetRelease(manager, lease, guard);
  const { limits } = mustGet(versions, Math.max(...versions.keys())).prepared.document;
  const limit = limits?.maxEntriesPerRun;
  which = await whichMayGoOn(manager, lease, { guard, which, limit, now: times.now });
  if (!(await actOnMatches(dataSource, lease, { versions, which }, times))) return false;
  return forgetRelease(manager, lease, guard);
}

/** The versions that a lane's open dates and pending matches belong to. */
async function readyVersions(
  manager: EntityManager,
  lane: Lane,
  published: VersionsInWorkspace,
): Promise<Map<number, ReadyVersion>> {
  const { workspaceId, automationId, timeZone } = lane;
  const needed = await manager.query<Pick<VersionRecord, 'version' | 'document' | 'backlog'>[]>(
    `select version, document, backlog from automation_versions
     where workspace_id = $1 and automation_id = $2 and version in (
       select version from evaluations
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and status <> 'done'
       union
       select version from matches
       where workspace_id = $1 and automation_id = $2 and time_zone = $3 and outcome = 'pending'
     )`,
    [workspaceId, automationId, timeZone],
  );
  const ready = new Map<number, ReadyVersion>();
  for (const found of needed) ready.set(found.version, await published.makeReady(automationId, found));
  return ready;
}
