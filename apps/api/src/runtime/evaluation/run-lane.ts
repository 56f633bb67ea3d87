import type { DataSource, EntityManager } from 'typeorm';
import type { VersionRecord } from '../../automations/automation-version.js';
import { VersionsInWorkspace, type ReadyVersion } from '../decide/versions-in-workspace.js';
import { actOnMatches } from './act-on-matches.js';
import { decideDate, type RunTimes } from './decide-date.js';
import { openEvaluations } from './evaluation-record.js';
import { releaseLane, type Lane, type LaneLease } from './lanes.js';
import { mustGet } from '../../platform/must.js';

/**
 * Brings a lane up to date: first every date that is due is decided, in order and each as of its own instant, then
 * all of them are acted on (S10). Killed at any point, the next run goes on where this one stopped.
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
  const evaluations = await openEvaluations(dataSource.manager, lease);
  const versions = await readyVersions(dataSource.manager, lease);
  for (const evaluation of evaluations.filter(({ status }) => status === 'due')) {
    const automation = mustGet(versions, evaluation.version);
    if (!(await decideDate(dataSource, lease, evaluation, automation, times))) return false;
  }
  const which = evaluations.length > 0 ? 'all' : 'askedFor';
  return actOnMatches(dataSource, lease, { versions, which }, times);
}

/** The versions that a lane's open dates and pending matches belong to. */
async function readyVersions(manager: EntityManager, lane: Lane): Promise<Map<number, ReadyVersion>> {
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
  const published = new VersionsInWorkspace(manager, workspaceId);
  const ready = new Map<number, ReadyVersion>();
  for (const found of needed) ready.set(found.version, await published.makeReady(automationId, found));
  return ready;
}
