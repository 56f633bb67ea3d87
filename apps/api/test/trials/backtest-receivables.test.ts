import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exampleDocument, exampleMapping, importFile, realReceivables } from '../support/receivables.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { backtest, pairOf } from './backtest.testing.js';

const receivables = realReceivables();
const document = exampleDocument('past-due-14-30-no-subscription.json');

(receivables === null ? describe.skip : describe)(
  'the example, backtested over two years of receivables',
  () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await startTestApp();
      await importFile(app, 'invoices', receivables!, exampleMapping());
    }, 60_000);
    afterAll(() => app.close());

    it('finds exactly the pairs an independent program found', async () => {
      const { entries, totals } = await backtest(app, document, '2012-01-01', '2014-01-31');
      const on = (path: string): string[] =>
        entries.filter((entry) => entry.path.join() === path).map(pairOf);
      const [day14, day30] = [on('day14'), on('day30')];
      expect([day14.length, day30.length, entries.length]).toEqual([169, 21, 190]);
      expect(day14.slice(0, 3)).toEqual([
        '2012-02-16 1604-LIFKX',
        '2012-02-16 8887-NCUZC',
        '2012-02-25 0688-XNJRO',
      ]);
      expect(day30.slice(0, 3)).toEqual([
        '2012-03-12 0688-XNJRO',
        '2012-03-13 2621-XCLEH',
        '2012-03-24 5613-UHVMG',
      ]);
      expect(new Set(entries.map(({ path, actions }) => `${path.join()}: ${actions.join()}`))).toEqual(
        new Set(['day14: friendly', 'day30: firm,call']),
      );
      expect(totals.actions).toEqual({ friendly: 169, firm: 21, call: 21 });
      expect(entries.map(pairOf)).toEqual(entries.map(pairOf).sort());
    }, 60_000);
  },
);
