import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween } from '../calendar/epoch-day.js';
import type { CalendarDate } from '../calendar/types.js';
import { instantAt, startOfDay } from '../calendar/zone-instants.js';
import type { AccountLedger, LedgerInvoice, LedgerPayment } from './account-ledger.js';
import type { AccountPeriod } from './account-timeline.js';
import { buildTimeline } from './build-timeline.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const shared = process.env.DUNWELL_SHARED ?? join(repository, '..', 'shared');
const file = join(shared, 'data', 'accounts-receivable.csv');

if (!existsSync(file)) {
  it(`SKIPPED the real receivables: ${file} is absent`, () => {
    process.stdout.write(`skipped the real receivables: ${file} is absent\n`);
  });
} else {
  describe('the real receivables (S0 to S4)', () => {
    const timelines = [...readLedgers()].map(([account, ledger]) => ({ account, ...buildTimeline(ledger) }));

    it.each([
      [14, 169, ['2012-02-16 1604-LIFKX', '2012-02-16 8887-NCUZC', '2012-02-25 0688-XNJRO']],
      [30, 21, ['2012-03-12 0688-XNJRO', '2012-03-13 2621-XCLEH', '2012-03-24 5613-UHVMG']],
    ])('streak day %d at 09:00 is reached %d times', (day, count, firstThree) => {
      const pairs = timelines
        .flatMap(({ account, periods }) => datesOfStreakDay(periods, day).map((date) => `${date} ${account}`))
        .sort();
      expect(pairs).toHaveLength(count);
      expect(pairs.slice(0, 3)).toEqual(firstThree);
    });

    it('everything is settled in the end', () => {
      for (const { account, periods, streaks } of timelines) {
        expect({ account, ...periods.at(-1) }).toMatchObject({
          account,
          outstanding: 0,
          overdue: 0,
          unapplied: 0,
        });
        expect(streaks.every((streak) => streak.endedAt !== null)).toBe(true);
      }
    });
  });
}

function datesOfStreakDay(periods: AccountPeriod[], day: number): CalendarDate[] {
  const dates: CalendarDate[] = [];
  for (let date = '2012-01-01'; date <= '2014-01-31'; date = addDays(date, 1)) {
    const at = instantAt(date, '09:00', 'UTC');
    const period = periods.find(({ from, to }) => (from === null || from <= at) && (to === null || at < to))!;
    if (period.openedOn !== null && daysBetween(period.openedOn, date) + 1 === day) dates.push(date);
  }
  return dates;
}

function readLedgers(): Map<string, AccountLedger> {
  const invoices = new Map<string, LedgerInvoice[]>();
  const payments = new Map<string, LedgerPayment[]>();
  for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [, account, , number, issuedOn, dueOn, amount, , settledOn] = line.split(',');
    const total = Math.round(Number(amount) * 100);
    const at = startOfDay(dateOf(settledOn!), 'UTC');
    const invoice: LedgerInvoice = {
      id: number!,
      reference: number!,
      issuedOn: dateOf(issuedOn!),
      dueOn: dateOf(dueOn!),
      total,
      states: [{ from: null, status: 'open' }],
      leftOut: [],
      fee: false,
    };
    const payment: LedgerPayment = {
      id: number!,
      reference: number!,
      amount: total,
      at,
      reversedAt: null,
      allocations: [{ invoiceId: number!, amount: total, at }],
    };
    invoices.set(account!, [...(invoices.get(account!) ?? []), invoice]);
    payments.set(account!, [...(payments.get(account!) ?? []), payment]);
  }
  return new Map(
    [...invoices].map(([account, list]) => [
      account,
      { zones: [{ from: null, zone: 'UTC' }], invoices: list, payments: payments.get(account)!, credits: [] },
    ]),
  );
}

function dateOf(american: string): CalendarDate {
  const [month, day, year] = american.split('/') as [string, string, string];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
