import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { MediaTypeGuard } from './media-type.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestBudgetGuard } from './request-budget.guard.js';
import { createValidationPipe } from './validation-pipe.js';

/** Import it after the identity module: its guards count per key and look at bodies of known callers only. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: createValidationPipe },
    { provide: APP_GUARD, useClass: RequestBudgetGuard },
    { provide: APP_GUARD, useClass: MediaTypeGuard },
  ],
})
export class HttpModule {}
