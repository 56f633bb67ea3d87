import { compileCondition, type PreparedCondition, prepareCondition, sql } from '@dunwell/engine';
import type { Condition, FieldId } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  arbitraryCondition,
  arbitraryFacts,
} from '../../../../packages/engine/src/cases/condition-arbitraries.testing.js';
import { TEST_FIELD_IDS, testFieldOf } from '../../../../packages/engine/src/cases/test-fields.testing.js';
import { createTestDatabase, type TestDatabase } from '../support/create-test-database.js';
import {
  createFactTable,
  DATE,
  factSource,
  idsWhere,
  insertFacts,
  type StoredFacts,
} from './fact-table.testing.js';

const SEED = 20260329;
const TREES = 5_000;
/** Each tree meets one block of accounts. */
const BLOCKS = 200;
const ACCOUNTS_PER_BLOCK = 6;

describe('random conditions over random facts', () => {
  let database: TestDatabase;
  const accounts: StoredFacts[] = fc
    .sample(arbitraryFacts, { seed: SEED, numRuns: BLOCKS * ACCOUNTS_PER_BLOCK })
    .map((facts, id) => ({ ...facts, id, block: Math.floor(id / ACCOUNTS_PER_BLOCK) }));

  beforeAll(async () => {
    database = await createTestDatabase();
    await createFactTable(database.dataSource);
    await insertFacts(database.dataSource, accounts);
  });
  afterAll(() => database.drop());

  const compiled = (condition: Condition, unknown: readonly FieldId[]) =>
    compileCondition(
      condition,
      testFieldOf,
      (field, params) => (unknown.includes(field) ? null : factSource(field, params)),
      { date: DATE, currency: sql`f.currency` },
    );
  const inEngine = async (condition: PreparedCondition, block: number): Promise<number[]> => {
    const ids: number[] = [];
    for (const { id, row, currency } of accounts.slice(
      block * ACCOUNTS_PER_BLOCK,
      (block + 1) * ACCOUNTS_PER_BLOCK,
    )) {
      if ((await condition.evaluate(row, currency)).holds) ids.push(id);
    }
    return ids;
  };

  it('SQL agrees with the engine, and what it cannot know only widens', async () => {
    const seen = { some: 0, none: 0, incomplete: 0, stillNarrow: 0 };
    await fc.assert(
      fc.asyncProperty(
        arbitraryCondition,
        fc.integer({ min: 0, max: BLOCKS - 1 }),
        fc.subarray([...TEST_FIELD_IDS]),
        async (condition, block, unknown) => {
          const expected = await inEngine(prepareCondition(condition, testFieldOf), block);

          const [exact, widened] = [compiled(condition, []), compiled(condition, unknown)];
          const [exactIds = [], widenedIds = []] = await idsWhere(database.dataSource, block, [
            exact.where,
            widened.where,
          ]);
          expect({ complete: exact.complete, ids: exactIds }).toEqual({ complete: true, ids: expected });
          expect(widenedIds).toEqual(expect.arrayContaining(expected));
          expect(widened.complete).toBe(!unknown.some((field) => mentions(condition, field)));

          seen[expected.length > 0 ? 'some' : 'none'] += 1;
          if (!widened.complete) {
            seen.incomplete += 1;
            if (widenedIds.length < ACCOUNTS_PER_BLOCK) seen.stillNarrow += 1;
          }
        },
      ),
      { seed: SEED, numRuns: TREES },
    );
    // The trees are of every sort, or the above would prove little.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(TREES / 50);
  }, 60_000);
});

function mentions(condition: Condition, field: FieldId): boolean {
  if ('all' in condition) return condition.all.some((child) => mentions(child, field));
  if ('any' in condition) return condition.any.some((child) => mentions(child, field));
  return 'not' in condition ? mentions(condition.not, field) : condition.field === field;
}
