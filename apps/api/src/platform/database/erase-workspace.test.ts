import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { World } from '../../../test/support/world.js';
import { eraseWorkspace } from './erase-workspace.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function aWorkspace(): Promise<string> {
  const world = await World.create(database.dataSource);
  world
    .account('A', { email: 'a@example.com', tags: ['vip'], attributes: { studio: 'East' } })
    .owes('120.00')
    .since('2026-01-03')
    .pays('20.00')
    .on('2026-01-05')
    .subscribes('Studio')
    .hasCard('2027-01');
  await world.save();
  return world.workspaceId;
}

/** How many rows of a workspace each table has that has any. */
async function rowsOf(workspaceId: string): Promise<Record<string, number>> {
  const tables = await database.dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from "${name}" where workspace_id = $1`,
      [workspaceId],
    );
    if (row!.count > 0) counts[name] = row!.count;
  }
  return counts;
}

it('erases every row of a workspace and none of another', async () => {
  const [gone, stays] = [await aWorkspace(), await aWorkspace()];
  const before = await rowsOf(stays);
  expect(await rowsOf(gone)).toEqual(before);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['accounts', 'payment_allocations', 'streaks']));

  await database.dataSource.transaction((manager) => eraseWorkspace(manager, gone));
  expect(await rowsOf(gone)).toEqual({});
  expect(await rowsOf(stays)).toEqual(before);
});
