import { QueryFailedError } from 'typeorm';
import { AppError } from '../platform/http/app-error.js';

const LOCK_NOT_AVAILABLE = '55P03';
const STATEMENT_TIMED_OUT = '57014';

const TIMEOUTS: Readonly<Record<string, string>> = {
  [LOCK_NOT_AVAILABLE]: 'The accounts are being written at the moment. Try again shortly.',
  [STATEMENT_TIMED_OUT]:
    'The trial took longer than the database allows. Narrow the entry or try fewer accounts.',
};

/** What a trial fails by: that it ran into a limit of the database is said in words, everything else stays as it is. */
export function orTimeout(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const { code } = error.driverError as { code?: string };
  const message = code === undefined ? undefined : TIMEOUTS[code];
  return message === undefined
    ? error
    : new AppError({ code: 'trialTimedOut', status: 503, message, retryAfter: 5 });
}
