import { ProblemError, UnreachableError } from '@dunwell/contract';

/** What went wrong, in words an operator can use. */
export function problemWords(error: unknown): string {
  if (error instanceof ProblemError) return error.message;
  if (error instanceof UnreachableError)
    return 'Dunwell does not answer. Check your connection and try again.';
  return 'Something went wrong here that should not have. Reload the page and try again.';
}
