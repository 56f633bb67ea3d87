import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccountLedger } from './account-ledger.js';
import { buildTimeline } from './build-timeline.js';
import { explainMovements } from './explain-movements.js';
import { ledgerIn, settings, shuffled } from './generated-ledger.testing.js';
import type { MovementEffect } from './overdue-movement.js';
import { Reference } from './reference.testing.js';

const runs = { seed: 20_261_124, numRuns: 60 };

describe.each(settings)('what moved the balance in $name', (setting) => {
  it('is said of every change in the timeline, and of nothing else (S4)', () => {
    fc.assert(
      fc.property(ledgerIn(setting), (ledger) => {
        expect(
          explainMovements(ledger).map(({ at, effect, before, after, openedOn }) => ({
            at,
            effect,
            before,
            after,
            openedOn,
          })),
        ).toEqual(changesOf(ledger));
      }),
      runs,
    );
  });

  it('adds up: past due invoices less unapplied money change by the effects of the causes (S3)', () => {
    fc.assert(
      fc.property(ledgerIn(setting), (ledger) => {
        const reference = new Reference(ledger);
        for (const { at, causes } of explainMovements(ledger)) {
          const moved = causes.reduce((sum, { effect }) => sum + effect, 0);
          expect([at, moved]).toEqual([at, netAt(reference, at) - netAt(reference, at - 1)]);
        }
      }),
      runs,
    );
  });

  it('names what raised or opened it, and what paid, voided or left out what ended it', () => {
    fc.assert(
      fc.property(ledgerIn(setting), (ledger) => {
        for (const { before, after, causes } of explainMovements(ledger)) {
          const effects = causes.map(({ effect }) => effect);
          expect(causes.length).toBeGreaterThan(0);
          if (after > before) expect(Math.max(...effects)).toBeGreaterThan(0);
          if (after < before) expect(Math.min(...effects)).toBeLessThan(0);
        }
      }),
      runs,
    );
  });

  it('does not depend on the order in which facts arrived (S3)', () => {
    const pair = ledgerIn(setting).chain((ledger) => fc.tuple(fc.constant(ledger), shuffled(ledger)));
    fc.assert(
      fc.property(pair, ([ledger, other]) => {
        const facts = (of: AccountLedger) =>
          explainMovements(of).map(({ causes, ...movement }) => ({
            ...movement,
            causes: causes.map((cause) => JSON.stringify(cause)).sort(),
          }));
        expect(sortedIds(facts(other))).toEqual(sortedIds(facts(ledger)));
      }),
      runs,
    );
  });
});

/** The lists of invoices within a cause come in the order of the allocations, which the caller chose. */
function sortedIds(movements: readonly { causes: string[] }[]): unknown {
  return movements.map((movement) => ({
    ...movement,
    causes: movement.causes.map((cause) => cause.split(/[",[\]]/).sort()),
  }));
}

/** Neighbouring periods with another overdue balance or another streak. */
function changesOf(ledger: AccountLedger) {
  const { periods } = buildTimeline(ledger);
  return periods.slice(1).flatMap((period, index) => {
    const last = periods[index]!;
    if (period.overdue === last.overdue && period.streak === last.streak) return [];
    const effect: MovementEffect =
      last.streak === null && period.streak !== null
        ? 'opens'
        : last.streak !== null && period.streak === null
          ? 'ends'
          : period.overdue < last.overdue
            ? 'lowers'
            : 'raises';
    return [
      {
        at: period.from,
        effect,
        before: last.overdue,
        after: period.overdue,
        openedOn: period.openedOn ?? last.openedOn,
      },
    ];
  });
}

function netAt(reference: Reference, at: number): number {
  const { invoices, unapplied } = reference.at(at);
  const pastDue = Object.values(invoices).filter((invoice) => invoice.pastDue);
  return pastDue.reduce((sum, { remaining }) => sum + remaining, 0) - unapplied;
}
