import type { EventPeriodRecord } from '../../automations/live-periods.js';
import { groupBy } from '../../platform/group-by.js';

/** How an automation that starts on an event stood when it happened. */
export interface Standing {
  automationId: string;
  /** The version that was live then; null: none was. */
  version: number | null;
  /** It is paused by now: nothing is started (S16). */
  isPaused: boolean;
}

/**
 * Which automations an event concerns, and with which version: that live at its instant. What happened before a publish
 * or during a pause starts nothing (S10, S12).
 */
export function standingAt(
  periods: readonly EventPeriodRecord[],
  { name, at }: { name: string; at: Date },
): Standing[] {
  const ofEvent = periods.filter(({ event }) => event === name);
  return [...groupBy(ofEvent, ({ automationId }) => automationId)].map(([automationId, own]) => ({
    automationId,
    version: own.find(({ from, to }) => from <= at && (to === null || at < to))?.version ?? null,
    isPaused: own[0].status === 'paused',
  }));
}
