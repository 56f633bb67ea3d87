import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Log } from '../logging/log.js';
import type { AppRequest } from './app-request.js';
import { toAppError } from './to-app-error.js';
import { toExpected, toProblem } from './to-problem.js';

/** Answers every failure as application/problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { requestId } = http.getRequest<AppRequest>();
    const response = http.getResponse<Response>();
    const expected = toAppError(thrown);
    if (!expected || expected.status >= 500) {
      this.log.error('A request failed.', thrown, { requestId });
    }
    // A stream that has begun cannot become a problem any more: cutting it off tells the reader.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const error = expected ?? toExpected(thrown);
    if (error.retryAfter !== undefined) response.setHeader('Retry-After', error.retryAfter);
    response
      .status(error.status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblem(error, requestId)));
  }
}
