import type { RuleTestResult } from './rule-tests.js';

const PART_WORDS = { journeys: 'path', actions: 'actions', messages: 'messages' } as const;

/** Why a test fails, in lines to read: what was expected and did not happen, what happened and was not expected. */
export function ruleTestFailureLines({
  differences,
  problems,
}: Pick<RuleTestResult, 'differences' | 'problems'>): string[] {
  return [
    ...problems.map(({ path, message }) => `  ${path}: ${message}`),
    ...differences.flatMap(({ part, lines }) => [
      `  ${PART_WORDS[part]} (- expected, + happened):`,
      ...lines.map((line) => `    ${line}`),
    ]),
  ];
}
