import type { AuditAction, RuleTest, RuleTestInput, SaveRuleTestRequest } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Author } from '../../identity/audit/author.js';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { lockAutomation } from '../automation-record.js';
import { refuseExample } from './refuse-example.js';
import { deleteRuleTest, insertRuleTest, listRuleTests, updateRuleTest } from './rule-test-record.js';

/** Each publish runs all of them. */
export const MOST_RULE_TESTS = 50;

/** The tests saved with an automation's draft. Each call is one transaction. */
@Injectable()
export class RuleTests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async create(author: Author, automationId: string, test: RuleTestInput): Promise<RuleTest> {
    refuseExample(test);
    return this.dataSource.transaction(async (manager) => {
      const of = { workspaceId: author.workspaceId, automationId };
      const saved = await lockTests(manager, of);
      if (saved.length >= MOST_RULE_TESTS) throw tooManyTests();
      refuseTakenName(saved, test.name);
      const testId = newId();
      const now = await this.clock.businessNow(manager);
      await insertRuleTest(manager, { ...of, testId, test, by: author.actor.name, now });
      await this.record(manager, author, automationId, {
        action: 'automation.testSaved',
        after: { test: test.name },
      });
      return testById(await listRuleTests(manager, of), testId);
    });
  }

  async save(
    author: Author,
    of: { automationId: string; testId: string },
    { revision, ...test }: SaveRuleTestRequest,
  ): Promise<RuleTest> {
    refuseExample(test);
    const { workspaceId, actor } = author;
    const { automationId, testId } = of;
    return this.dataSource.transaction(async (manager) => {
      const saved = await lockTests(manager, { workspaceId, automationId });
      const current = testById(saved, testId);
      if (current.revision !== revision) throw staleTest(current, revision);
      refuseTakenName(
        saved.filter(({ id }) => id !== testId),
        test.name,
      );
      const now = await this.clock.businessNow(manager);
      await updateRuleTest(manager, { workspaceId, automationId, testId, test, by: actor.name, now });
      await this.record(manager, author, automationId, {
        action: 'automation.testSaved',
        before: { test: current.name },
        after: { test: test.name },
      });
      return testById(await listRuleTests(manager, { workspaceId, automationId }), testId);
    });
  }

  async remove(
    author: Author,
    { automationId, testId }: { automationId: string; testId: string },
  ): Promise<void> {
    const { workspaceId } = author;
    await this.dataSource.transaction(async (manager) => {
      const { name } = testById(await lockTests(manager, { workspaceId, automationId }), testId);
      await deleteRuleTest(manager, { workspaceId, automationId, testId });
      await this.record(manager, author, automationId, {
        action: 'automation.testRemoved',
        before: { test: name },
      });
    });
  }

  private async record(
    manager: EntityManager,
    author: Author,
    automationId: string,
    change: { action: AuditAction; before?: { test: string }; after?: { test: string } },
  ): Promise<void> {
    const businessAt = await this.clock.businessNow(manager);
    await recordAudit(manager, { ...author, at: this.clock.machineNow(), businessAt }, [
      { ...change, subject: { kind: 'automation', key: automationId } },
    ]);
  }
}

/** The tests of an automation, locked with it against every other change. */
async function lockTests(
  manager: EntityManager,
  of: { workspaceId: string; automationId: string },
): Promise<RuleTest[]> {
  const automation = await lockAutomation(manager, of.workspaceId, of.automationId);
  if (!automation) throw notFound('automation', of.automationId);
  return listRuleTests(manager, of);
}

function testById(tests: readonly RuleTest[], testId: string): RuleTest {
  const found = tests.find(({ id }) => id === testId);
  if (found === undefined) throw notFound('test', testId);
  return found;
}

function refuseTakenName(others: readonly RuleTest[], name: string): void {
  if (!others.some((other) => other.name === name)) return;
  const message = `The automation has a test named “${name}” already; a failing one must be known by its name.`;
  throw conflict('testNameTaken', message);
}

const tooManyTests = () =>
  conflict(
    'tooManyTests',
    `An automation has at most ${MOST_RULE_TESTS} tests, since each publish runs all of them. Remove one first.`,
  );

const staleTest = (current: RuleTest, revision: number) =>
  conflict(
    'staleRevision',
    `The test was changed meanwhile: you started from revision ${revision}, it is at ${current.revision}. Nothing was saved.`,
    { current },
  );
