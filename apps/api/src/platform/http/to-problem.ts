import { STATUS_CODES } from 'node:http';
import type { ProblemDetails } from '@dunwell/contract';
import { AppError } from './app-error.js';
import { toAppError } from './to-app-error.js';

/** Anything thrown as what callers may see of it: of a fault of ours, only that there was one. */
export function toExpected(thrown: unknown): AppError {
  return (
    toAppError(thrown) ??
    new AppError({
      code: 'internalError',
      status: 500,
      message: 'Something went wrong on our side. Quote the requestId when you report it.',
    })
  );
}

/** The body of a refusal (RFC 9457). */
export function toProblem(error: AppError, requestId: string): ProblemDetails {
  return {
    type: `urn:dunwell:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? error.code,
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.problems ? { problems: [...error.problems] } : {}),
    ...error.members,
  };
}
