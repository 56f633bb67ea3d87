import type { Page } from '../page.js';
import type {
  CopyRuleTestRequest,
  RuleTest,
  RuleTestInput,
  RuleTestsResult,
  RunRuleTestsRequest,
  RunSavedTestsRequest,
  SaveRuleTestRequest,
} from '../rule-tests.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Rules with tests: example accounts and what an automation is expected to do with them. */
export class RuleTestsClient {
  constructor(private readonly connection: Connection) {}

  /** The tests saved with an automation, in the order in which they were made. */
  list(automationId: string, page: PageRequest = {}): Promise<Page<RuleTest>> {
    return this.connection.json('GET', tests(automationId), { query: { ...page } });
  }

  /** Saves a new test with an automation. */
  create(automationId: string, test: RuleTestInput): Promise<RuleTest> {
    return this.connection.json('POST', tests(automationId), { json: test });
  }

  /** Saves a test anew; a stale revision is refused with the current one (409). */
  save(automationId: string, testId: string, request: SaveRuleTestRequest): Promise<RuleTest> {
    return this.connection.json('PUT', tests(automationId, `/${encodeURIComponent(testId)}`), {
      json: request,
    });
  }

  /** Takes a test away. */
  remove(automationId: string, testId: string): Promise<void> {
    return this.connection.done('DELETE', tests(automationId, `/${encodeURIComponent(testId)}`));
  }

  /** An account as an example, anonymised, with what the draft does as what is expected; nothing is saved. */
  copy(automationId: string, request: CopyRuleTestRequest): Promise<RuleTestInput> {
    return this.connection.json('POST', tests(automationId, '/copy'), { json: request });
  }

  /** Runs the saved tests on the draft, or on another document. */
  runSaved(automationId: string, request: RunSavedTestsRequest = {}): Promise<RuleTestsResult> {
    return this.connection.json('POST', tests(automationId, '/run'), { json: request });
  }

  /** Runs tests that are not saved. */
  run(request: RunRuleTestsRequest): Promise<RuleTestsResult> {
    return this.connection.json('POST', '/rule-tests', { json: request });
  }
}

const tests = (automationId: string, rest = ''): string =>
  `/automations/${encodeURIComponent(automationId)}/tests${rest}`;
