import type { EntityManager } from 'typeorm';
import { eventPeriods } from '../../automations/live-periods.js';
import { lockWaitingEvents, markTakenIn } from '../../billing/billing-events.js';
import { saveOutcomes } from './event-outcomes.js';
import { standingAt } from './standing-at.js';

/** An event that cannot be taken in, and why. */
export interface EventFailure {
  eventId: string;
  error: unknown;
  /** Business now. */
  now: Date;
}

/** Takes an event that fails alone out of everybody's way: it counts as taken in, and says so wherever it would start. */
export async function failEvent(
  manager: EntityManager,
  workspaceId: string,
  { eventId, error, now }: EventFailure,
): Promise<void> {
  const [event] = await lockWaitingEvents(manager, workspaceId, { now, limit: 1, eventId });
  if (event === undefined) return;
  const { accountId } = event;
  const problem = error instanceof Error ? error.message : String(error);
  const outcomes = standingAt(await eventPeriods(manager, workspaceId), event).map(
    ({ automationId, version }) => ({
      ...{ eventId, automationId, accountId, version, subjectId: accountId },
      ...(version === null ? { outcome: 'notLive' as const } : { outcome: 'failed' as const, problem }),
    }),
  );
  await saveOutcomes(manager, workspaceId, outcomes, now);
  await markTakenIn(manager, workspaceId, [eventId], now);
}
