import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '../calendar/types.js';
import { businessDateIn } from '../calendar/zone-history.js';
import type { AccountLedger } from './account-ledger.js';
import type { AccountStreak, AccountTimeline, Period } from './account-timeline.js';
import { buildTimeline } from './build-timeline.js';
import { ledgerIn, settings, shuffled } from './generated-ledger.testing.js';
import { Reference, type ReferenceState } from './reference.testing.js';

const LONG = 40 * 86_400_000;
const runs = { seed: 20_261_122, numRuns: 100 };

describe.each(settings)('the timeline in $name', (setting) => {
  it('says at every instant what the rules say (S0, S2 to S5, S21)', () => {
    fc.assert(
      fc.property(ledgerIn(setting), (ledger) => {
        const timeline = buildTimeline(ledger);
        const reference = new Reference(ledger);
        const instants = probes(reference.instants);
        expect(instants.map((at) => ({ at, ...stateAt(ledger, timeline, at) }))).toEqual(
          instants.map((at) => ({ at, ...reference.at(at) })),
        );
        expectWellFormed(ledger, timeline);
      }),
      runs,
    );
  });

  it('does not depend on the order in which facts arrived (S3)', () => {
    const pair = ledgerIn(setting).chain((ledger) => fc.tuple(fc.constant(ledger), shuffled(ledger)));
    fc.assert(
      fc.property(pair, ([ledger, other]) => {
        expect(sorted(buildTimeline(other))).toEqual(sorted(buildTimeline(ledger)));
      }),
      runs,
    );
  });
});

/** Every instant of interest, the moment before it, and long before and after all. */
function probes(instants: readonly Instant[]): Instant[] {
  const around = instants.flatMap((at) => [at - 1, at]);
  return [instants[0]! - LONG, ...around, instants.at(-1)! + LONG];
}

function stateAt(ledger: AccountLedger, timeline: AccountTimeline, at: Instant): ReferenceState {
  const { from: _from, to: _to, streak, ...account } = periodAt(timeline.periods, at);
  const invoices = ledger.invoices.map((invoice) => {
    const own = timeline.invoices.filter(({ invoiceId }) => invoiceId === invoice.id);
    const { from: _f, to: _t, invoiceId, streak: index, ...state } = periodAt(own, at);
    const opened = index === null ? null : timeline.invoiceStreaks[index]!;
    if (opened !== null && opened.invoiceId !== invoiceId)
      throw new Error(`${invoiceId} has a foreign streak`);
    return [invoiceId, { ...state, openedAt: opened?.openedAt ?? null }];
  });
  return {
    ...account,
    openedAt: streak === null ? null : timeline.streaks[streak]!.openedAt,
    invoices: Object.fromEntries(invoices),
  };
}

function periodAt<Row extends Period>(periods: readonly Row[], at: Instant): Row {
  const found = periods.filter(({ from, to }) => (from ?? -Infinity) <= at && at < (to ?? Infinity));
  if (found.length !== 1) throw new Error(`${found.length} periods hold at ${at}`);
  return found[0]!;
}

function expectWellFormed(ledger: AccountLedger, timeline: AccountTimeline): void {
  expectContiguous(timeline.periods);
  for (const { id } of ledger.invoices) {
    expectContiguous(timeline.invoices.filter(({ invoiceId }) => invoiceId === id));
  }
  expectStreaks(ledger, timeline.streaks, timeline.periods);
  expectStreaks(ledger, timeline.invoiceStreaks, timeline.invoices);
}

function expectStreaks(
  ledger: AccountLedger,
  streaks: readonly AccountStreak[],
  periods: readonly (Period & { streak: number | null })[],
): void {
  streaks.forEach((streak, index) => {
    const own = periods.filter((period) => period.streak === index);
    expect(streak).toMatchObject({ openedAt: own[0]!.from, endedAt: own.at(-1)!.to });
    const endedOn = streak.endedAt === null ? null : businessDateIn(ledger.zones, streak.endedAt);
    expect(streak.endedOn).toBe(endedOn);
  });
}

function expectContiguous(periods: readonly Period[]): void {
  expect([periods[0]!.from, periods.at(-1)!.to]).toEqual([null, null]);
  periods.slice(1).forEach((period, index) => {
    const before = periods[index]!;
    expect(period.from).toBe(before.to);
    expect({ ...period, from: null, to: null }).not.toEqual({ ...before, from: null, to: null });
  });
}

/** With the lists of invoices in the order of their ids, and streaks named by their beginning. */
function sorted(timeline: AccountTimeline): unknown {
  const byInvoice = (a: { invoiceId: string }, b: { invoiceId: string }) =>
    a.invoiceId < b.invoiceId ? -1 : a.invoiceId > b.invoiceId ? 1 : 0;
  return {
    ...timeline,
    invoices: timeline.invoices
      .map((period) => ({
        ...period,
        streak: period.streak === null ? null : timeline.invoiceStreaks[period.streak]!.openedAt,
      }))
      .sort(byInvoice),
    invoiceStreaks: timeline.invoiceStreaks.toSorted(byInvoice),
  };
}
