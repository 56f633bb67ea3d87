import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/epoch-day.js';
import { businessDateIn, startOfDateIn } from '../calendar/zone-history.js';
import { AccountFacts, utc } from './account-facts.testing.js';
import type { AccountLedger } from './account-ledger.js';
import { buildTimeline } from './build-timeline.js';
import { ledgerIn, settings } from './generated-ledger.testing.js';
import { pastDueDays, type PastDueDay } from './past-due-days.js';
import { Reference } from './reference.testing.js';
import { streakRuns } from './streak-runs.js';

function daysOf(ledger: AccountLedger, now: number, dates: { from: string; to: string }): PastDueDay[] {
  const { periods, streaks } = buildTimeline(ledger);
  const { zones } = ledger;
  return pastDueDays({ runs: streakRuns(streaks, zones, dates), periods, zones, now }, dates);
}

describe('an account date by date', () => {
  it('counts the days of its streaks and says what was overdue at the end of each', () => {
    const facts = new AccountFacts()
      .owes('A', 100, '2026-01-10')
      .pays('P', '2026-01-12 10:00', { A: 60 })
      .pays('Q', '2026-01-14 10:00', { A: 40 })
      .owes('B', 50, '2026-01-16');
    const days = daysOf(facts.ledger(), utc('2026-01-12 09:00'), { from: '2026-01-10', to: '2026-01-18' });
    expect(
      days.map(({ date, streakDay, overdue }) => `${date.slice(8)}: ${streakDay ?? '-'} ${overdue}`),
    ).toEqual([
      '10: - 0',
      '11: 1 100',
      // Today is as it is now, before the payment.
      '12: 2 100',
      '13: 3 40',
      '14: 4 0',
      '15: - 0',
      '16: - 0',
      '17: 1 50',
      '18: 2 50',
    ]);
  });

  it('is past due on the dates on which it was so at any instant, whatever the zone (S4, S21)', () => {
    for (const setting of settings) {
      fc.assert(
        fc.property(ledgerIn(setting), (ledger) => {
          const dates = { from: addDays(setting.firstDate, -2), to: addDays(setting.firstDate, 15) };
          const reference = new Reference(ledger);
          for (const { date, streakDay } of daysOf(ledger, 0, dates)) {
            const [begins, ends] = [
              startOfDateIn(ledger.zones, date),
              startOfDateIn(ledger.zones, addDays(date, 1)),
            ];
            // A date that the clock skips lasts no time; what it counts as follows from its neighbours.
            if (begins >= ends) continue;
            const instants = [begins, ...reference.instants.filter((at) => at > begins && at < ends)];
            const opened = instants.map((at) => reference.at(at).openedAt);
            expect([date, streakDay !== null]).toEqual([date, opened.some((at) => at !== null)]);
            const last = opened.findLast((at) => at !== null) ?? null;
            if (last === null) continue;
            let day = businessDateIn(ledger.zones, last);
            let count = 1;
            for (; day < date; day = addDays(day, 1)) count += 1;
            expect([date, streakDay]).toEqual([date, count]);
          }
        }),
        { seed: 20_261_124, numRuns: 20 },
      );
    }
  });
});
