import { ProblemError, UnreachableError, type ProblemDetails } from '@dunwell/contract';
import { ConfigError } from '../config/config-error.js';
import { CliError } from './cli-error.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';

/** Tells in words why a command was not done; a surprise is thrown on. */
export function reportFailure(error: unknown, output: Output): ExitCode {
  if (error instanceof ProblemError) {
    for (const line of problemLines(error.details)) output.say(line);
    return EXIT_CODE.refused;
  }
  if (error instanceof CliError) {
    output.say(error.message);
    return EXIT_CODE.refused;
  }
  if (error instanceof UnreachableError) {
    output.say(`${error.message} Is the server running? DUNWELL_URL says where it is.`);
    return EXIT_CODE.unreachable;
  }
  if (error instanceof ConfigError) {
    output.say(`${error.message} Start the server with "npm start", or set it.`);
    return EXIT_CODE.usage;
  }
  throw error;
}

/** What was refused and, each on a line of its own, where. */
export function problemLines({ title, detail, problems = [] }: ProblemDetails): string[] {
  return [
    detail ?? title,
    // A single problem often says the same as the whole.
    ...problems
      .filter(({ message }) => message !== detail)
      .map(({ path, message, severity }) => problemLine({ path, message, severity: severity ?? 'error' })),
  ];
}

export function problemLine(problem: {
  path: string;
  message: string;
  severity: 'error' | 'warning';
}): string {
  const where = problem.path === '' ? '' : `${problem.path}: `;
  return `  ${problem.severity}  ${where}${problem.message}`;
}
