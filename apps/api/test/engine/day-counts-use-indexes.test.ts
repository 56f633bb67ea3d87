import { compileCondition, render, sql } from '@dunwell/engine';
import type { Condition } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testFieldOf } from '../../../../packages/engine/src/cases/test-fields.testing.js';
import { createTestDatabase, type TestDatabase } from '../support/create-test-database.js';
import { createFactTable, DATE, factSource } from './fact-table.testing.js';

describe('a day count', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await createFactTable(database.dataSource);
    await database.dataSource.query(`
      insert into facts (id, block, currency, opened_on)
      select n, 0, 'EUR', date '${DATE}' - n % 1000 from generate_series(1, 20000) n`);
    await database.dataSource.query('create index on facts (opened_on)');
    await database.dataSource.query('analyze facts');
  });
  afterAll(() => database.drop());

  it.each<[string, Condition]>([
    ['exactly', { field: 'test.streakDay', operator: 'equals', value: 14 }],
    ['one of', { field: 'test.streakDay', operator: 'isOneOf', value: [14, 30] }],
    ['between', { field: 'test.streakDay', operator: 'between', value: { from: 14, to: 20 } }],
    ['less than', { field: 'test.streakDay', operator: 'lessThan', value: 5 }],
    ['at least', { field: 'test.streakDay', operator: 'atLeast', value: 995 }],
  ])('is found by the index on its date: %s', async (_, condition) => {
    const { where } = compileCondition(condition, testFieldOf, factSource, {
      date: DATE,
      currency: sql`f.currency`,
    });
    const { text, values } = render(sql`explain select f.id from facts f where ${where}`);
    const plan: { 'QUERY PLAN': string }[] = await database.dataSource.query(text, values);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: \(?\(?opened_on/);
  });
});
