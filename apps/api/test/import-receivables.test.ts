import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Import } from '@dunwell/contract';
import { exampleMapping, importFile, realReceivables } from './support/receivables.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// Thousands of rows, or a process each, on a machine that may be busy.
jest.setTimeout(60_000);

const receivables = realReceivables();

(receivables === null ? describe.skip : describe)('the real receivables', () => {
  let world: TestApp;

  beforeAll(async () => {
    world = await startTestApp({ now: '2012-01-01T00:00:00Z' });
  });

  afterAll(() => world.close());

  const importThem = (): Promise<Import> =>
    importFile(world, 'invoices', receivables ?? '', exampleMapping());

  it('are in, all of them, with the streaks of the reference', async () => {
    expect(await importThem()).toMatchObject({
      status: 'finished',
      linesRead: 2467,
      accepted: 2466,
      ignoredColumns: ['countryCode', 'PaperlessDate', 'PaperlessBill', 'DaysToSettle', 'DaysLate'],
    });
    for (const [day, pairs, first] of [
      [14, 169, '2012-02-16 1604-LIFKX'],
      [30, 21, '2012-03-12 0688-XNJRO'],
    ] as const) {
      const found = await world.dataSource.query<{ pair: string }[]>(
        `select (opened_on + $1::int)::text || ' ' || key as pair
         from account_timeline join accounts using (workspace_id, account_id)
         where overdue > 0
           and from_at <= (opened_on + $1::int + time '09:00') at time zone 'UTC'
           and to_at > (opened_on + $1::int + time '09:00') at time zone 'UTC'
         order by 1`,
        [day - 1],
      );
      expect(found).toHaveLength(pairs);
      expect(found[0]?.pair).toBe(first);
    }
  });

  it('change nothing when they are sent again', async () => {
    const changes = () => world.dataSource.query('select count(*)::int as count from account_changes');
    const before: unknown = await changes();
    expect(await importThem()).toMatchObject({ accepted: 2466 });
    expect(await changes()).toEqual(before);
  });
});
