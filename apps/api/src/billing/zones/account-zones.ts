import { businessDateAt, zoneChangeTakesEffectOn, type ZoneHistory } from '@dunwell/engine';

/** The zone of an account on the dates from one on, `-infinity` being always (S21). */
export interface AccountZone {
  fromDate: string;
  timeZone: string;
  /** Not the workspace's. */
  own: boolean;
}

const ALWAYS = '-infinity';

/** The zones as the engine reads them. */
export function zoneHistory(zones: readonly AccountZone[]): ZoneHistory {
  return zones.map(({ fromDate, timeZone }) => ({
    from: fromDate === ALWAYS ? null : fromDate,
    zone: timeZone,
  }));
}

/** The rows an account's zones are stored as: ranges of dates that end where the next begins. */
export function zoneRows(accountId: string, zones: readonly AccountZone[]) {
  return zones.map(({ fromDate, timeZone, own }, index) => ({
    accountId,
    fromDate,
    toDate: zones[index + 1]?.fromDate ?? 'infinity',
    timeZone,
    own,
  }));
}

/** The zone that held first, always: there is no date on which an account has none. */
export function fromTheBeginning(zones: readonly AccountZone[]): AccountZone[] {
  return zones.map((zone, index) => (index === 0 ? { ...zone, fromDate: ALWAYS } : zone));
}

/** The zone in force at an instant. */
export function zoneInForce(zones: readonly AccountZone[], at: Date): AccountZone {
  const inForce = zones.findLast(
    ({ fromDate, timeZone }) => fromDate === ALWAYS || fromDate <= businessDateAt(at.getTime(), timeZone),
  );
  if (inForce === undefined) throw new RangeError('An account has a zone on every date.');
  return inForce;
}

/**
 * Gives an account its own zone, from the first date that lies ahead in both the old and the new one (S21), or from a
 * later one that is named. What was to change after that is given up: the last word counts.
 */
export function takeOwnZone(
  zones: readonly AccountZone[],
  timeZone: string,
  { now, notBefore = ALWAYS }: { now: Date; notBefore?: string },
): AccountZone[] {
  const last = zones.at(-1);
  if (last?.own === true && last.timeZone === timeZone) return [...zones];
  const soonest = zoneChangeTakesEffectOn(now.getTime(), zoneInForce(zones, now).timeZone, timeZone);
  const fromDate = notBefore > soonest ? notBefore : soonest;
  return mergeEqual([...zonesBefore(zones, fromDate), { fromDate, timeZone, own: true }]);
}

/** Lets an account follow the workspace's zones, from the first date that lies ahead in both (S21). */
export function followWorkspace(
  zones: readonly AccountZone[],
  workspace: readonly AccountZone[],
  now: Date,
): AccountZone[] {
  const oldZone = zoneInForce(zones, now).timeZone;
  const newZone = zoneInForce(workspace, now).timeZone;
  const fromDate = zoneChangeTakesEffectOn(now.getTime(), oldZone, newZone);
  const [first, ...later] = workspace.filter(
    (_, index) => (workspace[index + 1]?.fromDate ?? 'infinity') > fromDate,
  );
  if (first === undefined) throw new RangeError('A workspace has a zone on every date.');
  return mergeEqual([...zonesBefore(zones, fromDate), { ...first, fromDate }, ...later]);
}

function zonesBefore(zones: readonly AccountZone[], date: string): AccountZone[] {
  return zones.filter(({ fromDate }) => fromDate === ALWAYS || fromDate < date);
}

function mergeEqual(zones: readonly AccountZone[]): AccountZone[] {
  return zones.filter((zone, index) => {
    const before = zones[index - 1];
    return before?.timeZone !== zone.timeZone || before.own !== zone.own;
  });
}

/** The first date on which two histories differ; null where they never do. */
export function firstDateThatDiffers(
  before: readonly AccountZone[],
  after: readonly AccountZone[],
): string | null {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old?.fromDate === now?.fromDate && old?.timeZone === now?.timeZone && old?.own === now?.own) continue;
    const dates = [old?.fromDate, now?.fromDate].filter((date) => date !== undefined);
    return dates.includes(ALWAYS) ? ALWAYS : (dates.sort()[0] ?? null);
  }
  return null;
}
