import { HttpException } from '@nestjs/common';
import { AppError } from './app-error.js';

/** What the framework throws, by status, in our codes. */
const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  400: 'invalidRequest',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknownRoute',
  405: 'methodNotAllowed',
  406: 'notAcceptable',
  413: 'bodyTooLarge',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
  503: 'unavailable',
};

/** SQLSTATEs and socket errors of a database that is down, restarting or coming up. */
const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
]);
const CONNECTION_LOST = /^Connection terminated|^Client has encountered a connection error/;

/** Recognises an expected failure in anything thrown; undefined means a fault of ours. */
export function toAppError(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof HttpException) {
    const status = thrown.getStatus();
    const code = FRAMEWORK_CODES[status];
    return code === undefined ? undefined : new AppError({ code, status, message: thrown.message });
  }
  if (isDatabaseAway(thrown)) {
    return new AppError({
      code: 'databaseUnavailable',
      status: 503,
      message:
        'The database cannot be reached at the moment. What was not committed is not done; try again shortly.',
      retryAfter: 2,
    });
  }
  return undefined;
}

function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code, driverError } = thrown as { code?: string; driverError?: unknown };
  return (
    (code !== undefined && DATABASE_AWAY.has(code)) ||
    CONNECTION_LOST.test(thrown.message) ||
    (driverError !== thrown && isDatabaseAway(driverError))
  );
}
