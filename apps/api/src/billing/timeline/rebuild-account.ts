import {
  buildTimelineInSteps,
  diffPeriods,
  inheritStreakIds,
  type AccountLedger,
  type AccountStreak,
  type InvoicePeriod,
  type InvoiceStreak,
  type PeriodChanges,
} from '@dunwell/engine';
import { newId } from '../../platform/database/ids.js';
import { groupBy } from '../../platform/group-by.js';
import { inTurns, lastOf } from './in-turns.js';
import type {
  StoredAccountPeriod,
  StoredInvoicePeriod,
  StoredTimeline,
  StreakRow,
} from './stored-timeline.js';

/** What to store so that an account's timeline is the one its facts give. */
export interface TimelineChange {
  accountId: string;
  /** Before this instant nothing that could be decided on differs; Infinity: nowhere. */
  earliestAt: number;
  periods: PeriodChanges<StoredAccountPeriod> | null;
  invoices: PeriodChanges<StoredInvoicePeriod>[];
  streaks: { insert: StreakRow[]; update: StreakRow[]; remove: string[] };
}

/** Builds the timeline of one account and compares it with what is stored; streaks keep their ids (S7). */
export async function rebuildAccount(input: {
  accountId: string;
  ledger: AccountLedger;
  stored: StoredTimeline;
  now: number;
}): Promise<TimelineChange> {
  const { accountId, ledger, stored, now } = input;
  const timeline = await lastOf(buildTimelineInSteps(ledger));
  const own = nameStreaks(timeline.streaks, stored.streaks.filter(isOfAccount), now);
  const ofInvoices = await nameInvoiceStreaks(timeline.invoiceStreaks, stored.streaks, now);

  const periods = diffPeriods(
    stored.periods,
    timeline.periods.map(({ streak, ...period }) => ({
      ...period,
      streakId: streak === null ? null : (own.ids[streak] ?? null),
    })),
  );
  const invoices = await diffInvoices(stored.invoices, timeline.invoices, ofInvoices.ids);
  return {
    accountId,
    earliestAt: invoices.reduce(
      (earliest, { earliestAt }) => Math.min(earliest, earliestAt),
      earliestOfAccount(stored.periods, periods),
    ),
    periods,
    invoices: invoices.map(({ changes }) => changes),
    streaks: streakChanges(stored.streaks, [...own.streaks, ...ofInvoices.streaks], now),
  };
}

interface NamedStreaks {
  /** By the index of the rebuilt streak. */
  ids: string[];
  /** As they are to be stored, merged ones included. */
  streaks: StreakRow[];
}

function nameStreaks(
  rebuilt: readonly (AccountStreak & { invoiceId?: string })[],
  old: readonly StreakRow[],
  now: number,
): NamedStreaks {
  const { ids, merged } = inheritStreakIds({ old, rebuilt, now, newId });
  const into = new Map(merged.map((one) => [one.id, one.into]));
  const living = rebuilt.map((streak, index) => ({
    id: ids[index] ?? newId(),
    invoiceId: streak.invoiceId ?? null,
    openedAt: streak.openedAt,
    openedOn: streak.openedOn,
    endedAt: streak.endedAt,
    endedOn: streak.endedOn,
    mergedInto: null,
  }));
  const absorbed = old.flatMap((streak) => {
    const mergedInto = into.get(streak.id);
    return mergedInto === undefined ? [] : [{ ...streak, mergedInto }];
  });
  return { ids, streaks: [...living, ...absorbed] };
}

/** An invoice's streaks inherit only from its own. */
async function nameInvoiceStreaks(
  rebuilt: readonly InvoiceStreak[],
  stored: readonly StreakRow[],
  now: number,
): Promise<NamedStreaks> {
  const named: NamedStreaks = { ids: [], streaks: [] };
  const oldByInvoice = groupBy(stored, ({ invoiceId }) => invoiceId);
  // Rebuilt streaks come in the order of their invoices, so the ids stay in that of the streaks.
  const rebuiltByInvoice = [...groupBy(rebuilt, (streak) => streak.invoiceId)];
  for await (const stretch of inTurns(rebuiltByInvoice)) {
    for (const [invoiceId, ofInvoice] of stretch) {
      const { ids, streaks } = nameStreaks(ofInvoice, oldByInvoice.get(invoiceId) ?? [], now);
      named.ids.push(...ids);
      named.streaks.push(...streaks);
    }
  }
  return named;
}

async function diffInvoices(
  stored: ReadonlyMap<string, StoredInvoicePeriod[]>,
  rebuilt: readonly InvoicePeriod[],
  streakIds: readonly string[],
): Promise<{ changes: PeriodChanges<StoredInvoicePeriod>; earliestAt: number }[]> {
  const differing: { changes: PeriodChanges<StoredInvoicePeriod>; earliestAt: number }[] = [];
  for await (const stretch of inTurns([...groupBy(rebuilt, ({ invoiceId }) => invoiceId)])) {
    for (const [invoiceId, periods] of stretch) {
      const before = stored.get(invoiceId) ?? [];
      const after = periods.map((period) => withStreakId(period, streakIds));
      const changes = diffPeriods(before, after);
      if (changes === null) continue;
      const issuedAt = Math.min(endOfBeginning(before), endOfBeginning(after));
      differing.push({ changes, earliestAt: Math.max(changes.changedFrom ?? -Infinity, issuedAt) });
    }
  }
  return differing;
}

/** Field by field: there may be many, and a copy by rest and spread takes several times as long. */
function withStreakId(period: InvoicePeriod, streakIds: readonly string[]): StoredInvoicePeriod {
  return {
    from: period.from,
    to: period.to,
    invoiceId: period.invoiceId,
    status: period.status,
    leftOut: period.leftOut,
    remaining: period.remaining,
    pastDue: period.pastDue,
    streakId: period.streak === null ? null : (streakIds[period.streak] ?? null),
    openedOn: period.openedOn,
  };
}

/** Until it is issued, nothing is decided about an invoice: a change counts from there on. */
function endOfBeginning(periods: readonly StoredInvoicePeriod[]): number {
  const first = periods[0];
  if (first === undefined) return Infinity;
  return first.status === 'scheduled' || first.status === 'draft' ? (first.to ?? Infinity) : -Infinity;
}

/** An account without a timeline owed nothing, as one with nothing in its timeline. */
const NOTHING: StoredAccountPeriod = {
  from: null,
  to: null,
  outstanding: 0,
  overdue: 0,
  unapplied: 0,
  overdueInvoiceCount: 0,
  oldestDueOn: null,
  streakId: null,
  openedOn: null,
  strictSince: null,
  lastPaymentOn: null,
};

function earliestOfAccount(
  before: readonly StoredAccountPeriod[],
  changes: PeriodChanges<StoredAccountPeriod> | null,
): number {
  if (changes === null) return Infinity;
  if (before.length > 0) return changes.changedFrom ?? -Infinity;
  const fromNothing = diffPeriods([NOTHING], changes.insert);
  return fromNothing === null ? Infinity : (fromNothing.changedFrom ?? -Infinity);
}

/** A streak that never was lasts no time; one that was still to come simply goes. */
function streakChanges(
  stored: readonly StreakRow[],
  rebuilt: readonly StreakRow[],
  now: number,
): TimelineChange['streaks'] {
  const storedById = new Map(stored.map((streak) => [streak.id, streak]));
  const rebuiltIds = new Set(rebuilt.map(({ id }) => id));
  const gone = stored.filter(({ id, mergedInto }) => mergedInto === null && !rebuiltIds.has(id));
  const voided = gone.filter(({ openedAt }) => openedAt <= now);
  const neverWere = voided.map((streak) => ({
    ...streak,
    endedAt: streak.openedAt,
    endedOn: streak.openedOn,
  }));
  const changed = [...rebuilt, ...neverWere].filter(
    (streak) => !sameStreak(streak, storedById.get(streak.id)),
  );
  return {
    insert: changed.filter(({ id }) => !storedById.has(id)),
    update: changed.filter(({ id }) => storedById.has(id)),
    remove: gone.filter(({ openedAt }) => openedAt > now).map(({ id }) => id),
  };
}

function sameStreak(a: StreakRow, b: StreakRow | undefined): boolean {
  return (
    a.openedAt === b?.openedAt &&
    a.openedOn === b.openedOn &&
    a.endedAt === b.endedAt &&
    a.endedOn === b.endedOn &&
    a.mergedInto === b.mergedInto
  );
}

function isOfAccount({ invoiceId }: StreakRow): boolean {
  return invoiceId === null;
}
