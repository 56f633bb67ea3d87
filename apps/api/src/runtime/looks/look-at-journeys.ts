import { localCalendar } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { accountZones, changeInstants } from '../../billing/billing-reader.js';
import { groupBy } from '../../platform/group-by.js';
import { mustGet } from '../../platform/must.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { looksAt } from '../decide/looks-at.js';
import type { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { freshInstant, lockAccounts } from '../deliveries/lock-accounts.js';
import { unreadStates } from '../deliveries/states-since-check.js';
import { Course } from './course.js';
import { lockDueJourneys, type DueJourney, type LookQuery } from './due-journey.js';
import { recordLooks } from './record-looks.js';

/** How far ahead scheduled facts are looked for: a journey is looked at no later than that. */
const LOOK_AHEAD = 31 * 24 * 3_600_000;

/** Which journeys are looked at, and how business now is told once their accounts are locked. */
export type LookBatch = LookQuery & { businessNow: () => Promise<Date> };

/**
 * Looks at journeys whose time has come, with their accounts locked as in a claim (S13): takes each through every
 * instant since its last look, saves where it then stands with what was decided and the deliveries asked for, and when
 * it is looked at next. Returns how many there were.
 */
export async function lookAtJourneys(
  manager: EntityManager,
  versions: VersionsInWorkspace,
  batch: LookBatch,
): Promise<number> {
  const { workspaceId } = batch;
  const due = await lockDueJourneys(manager, batch);
  if (due.length === 0) return 0;
  const locked = await lockAccounts(
    manager,
    workspaceId,
    due.map(({ accountId }) => accountId),
  );
  const now = freshInstant(locked, await batch.businessNow());
  const courses: Course[] = [];
  for (const group of groupBy(due, ({ automationId, version }) => `${automationId} ${version}`).values()) {
    const automation = await versions.get(group[0].automationId, group[0].version);
    courses.push(...(await runCourses(manager, automation, group, now)));
  }
  await recordLooks(manager, { workspaceId, changeNos: locked.changeNos, now }, courses);
  return due.length;
}

/** Takes journeys of one version from look to look up to now; what they need at the same instants is read together. */
async function runCourses(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  journeys: readonly DueJourney[],
  now: Date,
): Promise<Course[]> {
  const courses = await coursesOf(manager, automation, journeys, now);
  let onTheWay = courses.filter(({ goesOn }) => goesOn);
  while (onTheWay.length > 0) {
    for (const [readAt, together] of groupBy(onTheWay, (course) => course.readAt)) {
      const looks = await looksAt(
        manager,
        automation,
        together.map(({ journey }) => journey),
        readAt,
      );
      for (const course of together) await course.look(mustGet(looks, course.journey.subjectId));
    }
    onTheWay = onTheWay.filter(({ goesOn }) => goesOn);
  }
  return courses;
}

async function coursesOf(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  journeys: readonly DueJourney[],
  now: Date,
): Promise<Course[]> {
  const { workspaceId } = automation;
  const accountIds = [...new Set(journeys.map(({ accountId }) => accountId))];
  const unread = await unreadStates(manager, workspaceId, journeys);
  const from = Math.min(...[...unread.values()].map(({ after }) => after));
  const changesUpTo = now.getTime() + LOOK_AHEAD;
  const changes = await changeInstants(manager, { workspaceId, accountIds, from, to: changesUpTo });
  const zones = await accountZones(manager, workspaceId, accountIds);
  const { fieldOf } = automation.prepared;
  // Messages that were sent are no change of facts.
  const changesAreAll = automation.fields.every(({ field }) => fieldOf(field).provider === 'billing');
  return journeys.map((journey) => {
    const { journeyId, accountId } = journey;
    return new Course(journey, automation, {
      calendar: localCalendar(mustGet(zones, accountId)),
      changes: changes.get(accountId) ?? [],
      changesUpTo,
      unread: mustGet(unread, journeyId),
      now: now.getTime(),
      changesAreAll,
    });
  });
}
