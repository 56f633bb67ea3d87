import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { render, sql } from '@dunwell/engine';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { taskPriority } from './task-priority.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Standing {
  overdue?: number;
  unit?: number;
  streakDays?: number | null;
  broken?: number;
  failed?: number;
}

async function priority({
  overdue = 0,
  unit = 100,
  streakDays = null,
  broken = 0,
  failed = 0,
}: Standing): Promise<number> {
  const { text, values } = render(sql`
    select ${taskPriority({
      overdue: sql`${overdue}::bigint`,
      unit: sql`${unit}::numeric`,
      streakDays: sql`${streakDays}::integer`,
      brokenPromises: sql`${broken}::integer`,
      failedContacts: sql`${failed}::integer`,
    })} as priority`);
  const [row] = await database.dataSource.query<{ priority: number }[]>(text, values);
  return row!.priority;
}

describe('the priority of a task', () => {
  it.each<[string, Standing, number]>([
    ['nothing is owed any more', {}, 0],
    ['EUR 1.00', { overdue: 100 }, 3],
    ['EUR 10.00', { overdue: 1_000 }, 10],
    ['EUR 100.00', { overdue: 10_000 }, 20],
    ['EUR 1 000.00', { overdue: 100_000 }, 30],
    ['EUR 10 000.00 and more: no more for it', { overdue: 100_000_000_000 }, 40],
    ['JPY 1 000, which has no minor units', { overdue: 1_000, unit: 1 }, 30],
    ['KWD 10.000, which has three', { overdue: 10_000, unit: 1_000 }, 10],
    ['the first two days of a streak', { streakDays: 2 }, 0],
    ['day 14', { streakDays: 14 }, 4],
    ['day 90 and later: no more for it', { streakDays: 400 }, 30],
    ['a broken promise', { broken: 1 }, 10],
    ['many broken promises', { broken: 7 }, 20],
    ['nobody was reached once', { failed: 1 }, 5],
    ['nobody was reached often', { failed: 9 }, 10],
    ['all of it together', { overdue: 12_000, streakDays: 30, broken: 1, failed: 2 }, 20 + 10 + 10 + 10],
    ['as urgent as can be', { overdue: 10 ** 12, streakDays: 100, broken: 3, failed: 3 }, 100],
  ])('%s', async (_, standing, expected) => {
    expect(await priority(standing)).toBe(expected);
  });
});
