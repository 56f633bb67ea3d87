import type { RuleTest, RuleTestInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';

interface Row {
  id: string;
  name: string;
  facts: RuleTestInput['facts'];
  from: string;
  days: number;
  expected: RuleTestInput['expected'];
  revision: number;
  savedAt: Date;
  savedBy: string;
}

const COLUMNS = `test_id as id, name, facts, from_date as "from", days, expected, revision,
  saved_at as "savedAt", saved_by as "savedBy"`;

/** The tests of an automation in the order in which they were made; all of them where no limit is named. */
export async function listRuleTests(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string },
  { after, limit }: { after?: string | undefined; limit?: number } = {},
): Promise<RuleTest[]> {
  const rows = await manager.query<Row[]>(
    `select ${COLUMNS} from automation_tests
     where workspace_id = $1 and automation_id = $2 and ($3::uuid is null or test_id > $3)
     order by test_id limit $4`,
    [of.workspaceId, of.automationId, after ?? null, limit ?? null],
  );
  return rows.map(toRuleTest);
}

/** One test, or null. */
export async function findRuleTest(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string; testId: string },
): Promise<RuleTest | null> {
  const [row] = await manager.query<Row[]>(
    `select ${COLUMNS} from automation_tests where workspace_id = $1 and automation_id = $2 and test_id = $3`,
    [of.workspaceId, of.automationId, of.testId],
  );
  return row === undefined ? null : toRuleTest(row);
}

export interface RuleTestToStore {
  workspaceId: string;
  automationId: string;
  testId: string;
  test: RuleTestInput;
  /** Who saves, as the audit names them. */
  by: string;
  /** Business now. */
  now: Date;
}

/** Stores a new test. */
export async function insertRuleTest(manager: EntityManager, stored: RuleTestToStore): Promise<void> {
  await manager.query(
    `insert into automation_tests
       (workspace_id, automation_id, test_id, name, facts, from_date, days, expected, saved_at, saved_by, revision)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)`,
    parametersOf(stored),
  );
}

/** Stores a test anew, under its next revision. */
export async function updateRuleTest(manager: EntityManager, stored: RuleTestToStore): Promise<void> {
  await manager.query(
    `update automation_tests
     set name = $4, facts = $5, from_date = $6, days = $7, expected = $8, saved_at = $9, saved_by = $10,
       revision = revision + 1
     where workspace_id = $1 and automation_id = $2 and test_id = $3`,
    parametersOf(stored),
  );
}

/** Takes a test away. */
export async function deleteRuleTest(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string; testId: string },
): Promise<void> {
  await manager.query(
    'delete from automation_tests where workspace_id = $1 and automation_id = $2 and test_id = $3',
    [of.workspaceId, of.automationId, of.testId],
  );
}

function parametersOf({ workspaceId, automationId, testId, test, by, now }: RuleTestToStore): unknown[] {
  const { name, facts, from, days, expected } = test;
  return [
    workspaceId,
    automationId,
    testId,
    name,
    JSON.stringify(facts),
    from,
    days,
    JSON.stringify(expected),
    now,
    by,
  ];
}

const toRuleTest = ({ savedAt, ...row }: Row): RuleTest => ({ ...row, savedAt: savedAt.toISOString() });
