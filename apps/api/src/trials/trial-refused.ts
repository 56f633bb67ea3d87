import { AppError } from '../platform/http/app-error.js';

/** A trial that cannot be made as asked (422): where, and how to mend it. */
export function trialRefused(path: string, code: string, message: string): AppError {
  return new AppError({ code, status: 422, message, problems: [{ path, code, message }] });
}
