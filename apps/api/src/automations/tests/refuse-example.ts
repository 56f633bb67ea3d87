import type { RuleTestInput } from '@dunwell/contract';
import { AppError, type RequestProblem } from '../../platform/http/app-error.js';
import { onlyAccount } from '../../trials/rule-tests/example-account.js';

/** Refuses (422) a test whose facts are not about exactly one account; what else they hold is found out when it runs. */
export function refuseExample({ facts }: Pick<RuleTestInput, 'facts'>): void {
  refuse(problemsOf(facts));
}

/** The same of several that come together, and two of one name. */
export function refuseExamples(tests: readonly RuleTestInput[]): void {
  const names = tests.map(({ name }) => name);
  refuse(
    tests.flatMap(({ name, facts }, index) => {
      const problems = problemsOf(facts);
      if (names.indexOf(name) < index) {
        const message = `Two tests are named “${name}”; a failing one must be known by its name.`;
        problems.push({ path: 'name', code: 'testNameTaken', message });
      }
      return problems.map((problem) => ({ ...problem, path: `tests[${index}].${problem.path}` }));
    }),
  );
}

function problemsOf(facts: RuleTestInput['facts']): RequestProblem[] {
  const alone = onlyAccount(facts);
  return 'problems' in alone ? alone.problems : [];
}

function refuse(problems: readonly RequestProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new AppError({ code: 'exampleRefused', status: 422, message: first.message, problems });
}
