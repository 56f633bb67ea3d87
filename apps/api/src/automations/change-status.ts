import type { AutomationStatus } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { announce } from '../platform/notify/announce.js';
import type { AutomationRecord } from './automation-record.js';
import { stopJourneys } from '../runtime/journeys/stop-journeys.js';
import { closeLivePeriod, openLivePeriod } from './live-periods.js';

export type StatusChange = 'pause' | 'resume' | 'archive';

/** From which statuses each change is possible, and where it leads (S16). */
export const STATUS_CHANGES: Readonly<
  Record<StatusChange, { from: readonly AutomationStatus[]; to: AutomationStatus }>
> = {
  pause: { from: ['live'], to: 'paused' },
  resume: { from: ['paused'], to: 'live' },
  archive: { from: ['live', 'paused'], to: 'archived' },
};

/** Pauses, resumes or archives an automation that is locked and in a status that permits it (S10, S16). */
export async function changeStatus(
  manager: EntityManager,
  workspaceId: string,
  automation: AutomationRecord,
  { change, by, now }: { change: StatusChange; by: string; now: Date },
): Promise<void> {
  const { automationId, liveVersion } = automation;
  await manager.query(
    `update automations set status = $3, status_changed_at = $4, status_changed_by = $5
     where workspace_id = $1 and automation_id = $2`,
    [workspaceId, automationId, STATUS_CHANGES[change].to, now, by],
  );
  if (change === 'resume' && liveVersion !== null) {
    await openLivePeriod(manager, workspaceId, automationId, liveVersion, now);
  } else {
    await closeLivePeriod(manager, workspaceId, automationId, now);
  }
  if (change === 'archive') await stopJourneys(manager, workspaceId, automationId, now);
  await announce(manager, workspaceId, 'automations');
}
