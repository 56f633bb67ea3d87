import { AppError, type RequestProblem } from '../platform/http/app-error.js';

/** A trial that cannot be made as asked (422): where, and how to mend it. */
export function trialRefused(path: string, code: string, message: string): AppError {
  return new AppError({ code, status: 422, message, problems: [{ path, code, message }] });
}

/** Refuses (422) a trial with problems in what it was asked; none: nothing happens. */
export function refuseTrial(problems: readonly RequestProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new AppError({ code: 'testRunRefused', status: 422, message: first.message, problems });
}
