import {
  endByExit,
  firstExitThatHolds,
  localCalendar,
  nextNeededLook,
  withEvent,
  type Instant,
  type JourneyEnd,
  type JourneyState,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountZones, changeInstants } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { looksAt } from '../decide/looks-at.js';
import { mustGet } from '../../platform/must.js';

/** A journey whose exits are to be read. */
export interface JourneyToCheck {
  journeyId: string;
  subjectId: string;
  accountId: string;
  state: JourneyState;
  enteredAt: Date;
  checkedAt: Date;
  checkedChangeNo: number;
}

/**
 * How each journey ends whose exit held in any state of the facts since its last check, up to now (S13): states that
 * passed in between count, those of its daily looks, on which days are counted, and those that facts back-dated since
 * then have changed. By journey.
 */
export async function exitsSinceCheck(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  journeys: readonly JourneyToCheck[],
  now: Date,
): Promise<Map<string, JourneyEnd>> {
  const found = new Map<string, JourneyEnd>();
  if (automation.prepared.exits.length === 0) return found;
  const states = await statesToRead(manager, automation, journeys, now);
  for (const [at, group] of [...states].sort(([a], [b]) => a - b)) {
    const open = group.filter(({ journeyId }) => !found.has(journeyId));
    if (open.length === 0) continue;
    const looks = await looksAt(manager, automation, open, at);
    for (const { journeyId, subjectId, state } of open) {
      const facts = withEvent(mustGet(looks, subjectId).facts, state.event);
      const exit = await firstExitThatHolds(automation.prepared, facts);
      if (exit) found.set(journeyId, endByExit(exit));
    }
  }
  return found;
}

/** A commit that changed an account's facts. */
export interface Write {
  /** The earliest instant whose facts it changed. */
  from: Instant;
  /** When it was written. */
  at: Instant;
}

/** Which states of a journey's facts are to be read. */
export interface Unread {
  /** Changes behind this instant. */
  after: number;
  /** That instant too: facts written since the last check reach back to it or beyond. */
  inclusive: boolean;
  /** What was written since then. */
  writes: readonly Write[];
}

/** The instants to read, each with the journeys to look at then: changes of facts, daily looks, and now. */
async function statesToRead(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  journeys: readonly JourneyToCheck[],
  now: Date,
): Promise<Map<Instant, JourneyToCheck[]>> {
  const { workspaceId } = automation;
  const unread = await unreadStates(manager, workspaceId, journeys);
  const accountIds = [...new Set(journeys.map(({ accountId }) => accountId))];
  const from = Math.min(...[...unread.values()].map(({ after }) => after));
  const changes = await changeInstants(manager, { workspaceId, accountIds, from, to: now.getTime() });
  const zones = await accountZones(manager, workspaceId, accountIds);
  const pairs = journeys.flatMap((journey) => {
    const { after, inclusive } = mustGet(unread, journey.journeyId);
    const changed = (changes.get(journey.accountId) ?? []).filter((at) => at > after);
    const calendar = localCalendar(mustGet(zones, journey.accountId));
    const daily: Instant[] = [];
    const nextDaily = (behind: Instant): Instant =>
      nextNeededLook(automation.prepared, journey.state, behind, calendar) ?? Infinity;
    for (let at = nextDaily(after); at < now.getTime(); at = nextDaily(at)) daily.push(at);
    const instants = new Set([...(inclusive ? [after] : []), ...changed, ...daily, now.getTime()]);
    return [...instants].map((at) => ({ at, journey }));
  });
  const byInstant = groupBy(pairs, ({ at }) => at);
  return new Map([...byInstant].map(([at, group]) => [at, group.map(({ journey }) => journey)]));
}

/** Per journey: behind its last check, or from the earliest fact written since then on, but never before its entry. */
export async function unreadStates(
  manager: EntityManager,
  workspaceId: string,
  journeys: readonly JourneyToCheck[],
): Promise<Map<string, Unread>> {
  const rows = await manager.query<{ journeyId: string; from: Date | number; at: Date }[]>(
    `select j."journeyId", c.earliest_at as "from", c.recorded_at as at
     from jsonb_to_recordset($2::jsonb) j("journeyId" uuid, "accountId" uuid, "checkedChangeNo" bigint)
     join account_changes c on c.workspace_id = $1 and c.account_id = j."accountId"
       and c.change_no > j."checkedChangeNo"`,
    [workspaceId, JSON.stringify(journeys)],
  );
  const written = groupBy(
    rows,
    ({ journeyId }) => journeyId,
    ({ from, at }): Write => ({ from: Number(from), at: at.getTime() }),
  );
  return new Map(
    journeys.map(({ journeyId, checkedAt, enteredAt }) => {
      const writes = written.get(journeyId) ?? [];
      const earliest = Math.min(...writes.map(({ from }) => from));
      const inclusive = earliest <= checkedAt.getTime();
      const after = inclusive ? Math.max(enteredAt.getTime(), earliest) : checkedAt.getTime();
      return [journeyId, { after, inclusive, writes }];
    }),
  );
}
