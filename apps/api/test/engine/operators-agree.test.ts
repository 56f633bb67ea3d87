import { compileCondition, type CompiledCondition, sql } from '@dunwell/engine';
import type { Condition, FieldId, FieldType } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nameOf, OPERATOR_CASES } from '../../../../packages/engine/src/cases/operator-cases.testing.js';
import {
  TEST_FIELD_IDS,
  TEST_FIELDS,
  testFieldOf,
} from '../../../../packages/engine/src/cases/test-fields.testing.js';
import { createTestDatabase, type TestDatabase } from '../support/create-test-database.js';
import { createFactTable, DATE, factSource, idsWhere, insertFacts } from './fact-table.testing.js';

/** The table that the engine is tested by (S17), run through compiled SQL in every way a value can be stored. */
describe('every operator in SQL', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await createFactTable(database.dataSource);
    const facts = OPERATOR_CASES.map(({ type, actual, currency }, id) => ({
      id,
      block: id,
      currency,
      row: Object.fromEntries(fieldsOf(type).map((field) => [field, actual])),
    }));
    await insertFacts(database.dataSource, facts);
  });
  afterAll(() => database.drop());

  it.each(OPERATOR_CASES.map((line, id) => [nameOf(line), line, id] as const))('%s', async (_, line, id) => {
    for (const field of fieldsOf(line.type)) {
      const comparison = { field, operator: line.operator, value: line.required };
      const [holds, fails] = [compiled(comparison), compiled({ not: comparison })];
      expect([holds.complete, fails.complete]).toEqual([true, true]);
      const ids = await idsWhere(database.dataSource, id, [holds.where, fails.where]);
      expect({ field, ids }).toEqual({ field, ids: line.holds ? [[id], []] : [[], [id]] });
    }
  });
});

function compiled(condition: Condition): CompiledCondition {
  return compileCondition(condition, testFieldOf, factSource, { date: DATE, currency: sql`f.currency` });
}

function fieldsOf(type: FieldType): FieldId[] {
  return TEST_FIELD_IDS.filter((id) => TEST_FIELDS[id] === type);
}
