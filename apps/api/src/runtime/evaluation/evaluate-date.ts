import { businessDateAt, isScheduledOn, scheduledInstant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { AutomationRecord } from '../../automations/automation-record.js';
import { livePeriods } from '../../automations/live-periods.js';
import { AppError } from '../../platform/http/app-error.js';

/**
 * Refuses a date that this automation cannot be evaluated on: one that has not come, is not on its schedule, or on
 * which it was not live (S10).
 */
export async function refuseDateNotDue(
  manager: EntityManager,
  workspaceId: string,
  automation: AutomationRecord,
  { date, zones, now }: { date: string; zones: readonly string[]; now: Date },
): Promise<void> {
  if (automation.status !== 'live') {
    throw refused('notLive', `The automation is ${automation.status}: only a live one is evaluated.`);
  }
  const periods = (await livePeriods(manager, workspaceId)).filter(
    ({ automationId }) => automationId === automation.automationId,
  );
  const due = periods.some(({ from, to, document: { trigger } }) => {
    if (trigger.kind !== 'schedule' || !isScheduledOn(trigger, date)) return false;
    return zones.some((zone) => {
      const at = scheduledInstant(trigger, date, zone);
      return at > from.getTime() && at <= Math.min(to?.getTime() ?? now.getTime(), now.getTime());
    });
  });
  if (due) return;
  if (zones.every((zone) => date > businessDateAt(now.getTime(), zone))) {
    throw refused('dateInFuture', `${date} has not come yet in any zone of the workspace's accounts.`);
  }
  throw refused(
    'dateNotDue',
    `The automation is not due on ${date}: its schedule has no run then, the run is still to come, or it was not live. ` +
      'Use a backtest to see what would have happened.',
  );
}

/** A date that was missed and is too old to be caught up with: it is one of a gap (S10). */
export function tooLongAgo(date: string): AppError {
  return refused(
    'tooLongAgo',
    `${date} was missed and is too long ago to be caught up with; the list of evaluations shows it in a gap. ` +
      'Use a backtest to see what would have happened.',
  );
}

function refused(code: string, message: string): AppError {
  return new AppError({ code, status: 422, message, problems: [{ path: 'date', code, message }] });
}
