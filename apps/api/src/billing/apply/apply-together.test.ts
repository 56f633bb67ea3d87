import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { AppliedRows, type SentRow } from './applied-rows.testing.js';
import { applyTogether, type RefusedRow, type RowsByEntity } from './apply-together.js';

const NOW = '2026-03-01T12:00:00Z';
const ROWS: RowsByEntity = {
  accounts: [{ account: 'A', name: 'Ann' }],
  invoices: [
    { account: 'A', number: '1', issuedOn: '2026-01-01', dueOn: '2026-01-31', total: 10_000 },
    { account: 'A', number: '2', issuedOn: '2026-02-01', dueOn: '2026-02-20', total: 5_000 },
  ],
  payments: [
    {
      account: 'A',
      reference: 'p',
      amount: 10_000,
      status: 'succeeded',
      at: '2026-02-25',
      allocations: [{ invoice: '1', amount: 10_000 }],
    },
  ],
  subscriptions: [{ account: 'A', key: 's', plan: 'Studio', status: 'active', startedOn: '2026-01-01' }],
};

describe('rows of several entities in one write', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const together = (applied: AppliedRows, rows: RowsByEntity): Promise<RefusedRow[]> =>
    database.dataSource.transaction((manager) =>
      applyTogether(manager, { workspaceId: applied.world.workspaceId, now: new Date(NOW) }, rows),
    );
  const told = (applied: AppliedRows) =>
    applied.steps('account_timeline', ['outstanding', 'overdue', 'opened_on', 'strict_since']);
  const changes = (applied: AppliedRows) =>
    applied.query('select change_no, earliest_at from account_changes where workspace_id = $1 order by 1');

  it('come to the same timeline as one after the other', async () => {
    const one = await AppliedRows.begin(database.dataSource, NOW);
    const all = await AppliedRows.begin(database.dataSource, NOW);
    const rows = Object.entries(ROWS).flatMap(([entity, inputs]) =>
      inputs.map((input) => [entity, input] as unknown as SentRow),
    );
    await one.send(rows, NOW);
    expect(await together(all, ROWS)).toEqual([]);
    expect(await told(all)).toEqual(await told(one));
    expect(await told(all)).toContain('2026-02-01T00:00 15000/10000/2026-02-01/2026-02-01');
  });

  it('change each account once, from the earliest of their instants on (S10)', async () => {
    const applied = await AppliedRows.begin(database.dataSource, NOW);
    const before = await changes(applied);
    // Without the account's name, which holds always.
    await together(applied, { ...ROWS, accounts: [] });
    const added = (await changes(applied)).slice(before.length);
    expect(added).toEqual([{ change_no: before.length + 1, earliest_at: new Date('2026-01-01T00:00:00Z') }]);
  });

  it('say which row was refused and why, and take over the others', async () => {
    const applied = await AppliedRows.begin(database.dataSource, NOW);
    const [good] = ROWS.invoices ?? [];
    const refused = await together(applied, {
      invoices: [
        good!,
        { account: 'nobody', number: '3', issuedOn: '2026-01-01', dueOn: '2026-01-02', total: 1 },
      ],
    });
    expect(refused).toMatchObject([
      { entity: 'invoices', index: 1, problems: [{ field: 'account', code: 'unknownAccount' }] },
    ]);
    expect((await told(applied)).at(-1)).toContain('10000/10000');
  });
});
