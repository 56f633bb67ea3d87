import type { ProblemDetails } from '../problem-details.js';

/** A request that was refused; `details.code` is stable, the message is for people. */
export class ProblemError extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ProblemError';
  }
}

/** The server did not answer, or not as Dunwell does. */
export class UnreachableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnreachableError';
  }
}
