import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppError } from './app-error.js';
import type { AppRequest } from './app-request.js';
import { MinuteBudget } from './minute-budget.js';

/** Stops a client that runs wild; far above what imports and simulations need. */
export const REQUESTS_PER_MINUTE = 60_000;

/**
 * Counts the requests of each key and person in this process, minute by minute. (@nestjs/throttler is CommonJS and
 * cannot be loaded beside an ESM-only Nest by Jest; this is all we need of it.)
 */
@Injectable()
export class RequestBudgetGuard implements CanActivate {
  private readonly budget = new MinuteBudget(REQUESTS_PER_MINUTE);

  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AppRequest>();
    const caller = request.actor?.id ?? request.ip ?? 'unknown';
    const retryAfter = this.budget.take(caller, this.clock.machineNow());
    if (retryAfter === null) return true;
    throw new AppError({
      code: 'tooManyRequests',
      status: 429,
      message: `More than ${REQUESTS_PER_MINUTE} requests in a minute. Send rows in batches instead of one by one.`,
      retryAfter,
    });
  }
}
