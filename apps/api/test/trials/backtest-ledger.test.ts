import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@dunwell/engine';
import { exampleDocument } from '../support/receivables.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { backtest, pairOf, rowCounts } from './backtest.testing.js';

const ACCOUNTS = 200;
const FROM = '2026-01-01';
const TO = '2026-06-30';

interface Invoice {
  dueOn: string;
  paidOn: string | null;
}

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state;
  }
}

function generatedLedger(): Map<string, Invoice[]> {
  const random = numbers(7);
  const next = (below: number): number => (random.next().value as number) % below;
  const ledger = new Map<string, Invoice[]>();
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const invoices = Array.from({ length: 1 + next(4) }, (): Invoice => {
      const dueOn = addDays('2025-12-01', next(200));
      return { dueOn, paidOn: next(5) === 0 ? null : addDays(dueOn, next(50) - 5) };
    });
    ledger.set(`K${String(index).padStart(3, '0')}`, invoices);
  }
  return ledger;
}

/** Past due at 09:00 of a date, counted from one date to the next: S2 and S4 read literally. */
function expectedPairs(ledger: ReadonlyMap<string, readonly Invoice[]>, day: number): string[] {
  const pairs: string[] = [];
  for (const [key, invoices] of ledger) {
    let streak = 0;
    for (let date = '2025-11-01'; date <= TO; date = addDays(date, 1)) {
      const isOverdue = invoices.some(
        ({ dueOn, paidOn }) => date > dueOn && (paidOn === null || date < paidOn),
      );
      streak = isOverdue ? streak + 1 : 0;
      if (streak === day && date >= FROM) pairs.push(`${date} ${key}`);
    }
  }
  return pairs.sort();
}

describe('the example on a generated ledger of 200 accounts', () => {
  const ledger = generatedLedger();
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ now: '2026-07-01T12:00:00Z' });
    const world = World.in(app.dataSource, app.workspaceId, '2026-07-01T12:00:00Z');
    for (const [key, invoices] of ledger) {
      const account = world.account(key, { email: `${key}@example.com` });
      for (const { dueOn, paidOn } of invoices)
        account.owes('10.00', { dueOn, issuedOn: '2025-11-01', paidOn }).dueOn(dueOn);
    }
    await world.save();
  }, 60_000);
  afterAll(() => app.close());

  it('enters exactly those whom counting dates finds, and writes nothing', async () => {
    const before = await rowCounts(app);
    const document = exampleDocument('past-due-14-30-no-subscription.json');
    const { entries, totals } = await backtest(app, document, FROM, TO);
    const on = (path: string): string[] => entries.filter((entry) => entry.path.join() === path).map(pairOf);
    expect(on('day14')).toEqual(expectedPairs(ledger, 14));
    expect(on('day30')).toEqual(expectedPairs(ledger, 30));
    expect(on('day14').length).toBeGreaterThan(50);
    expect(totals).toMatchObject({ entries: entries.length, from: FROM, to: TO });
    expect(await rowCounts(app)).toEqual(before);
  }, 60_000);
});
