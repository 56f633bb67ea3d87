import { ValidationPipe } from '@nestjs/common';
import { invalidRequest } from './app-error.js';
import { flattenProblems } from './flatten-problems.js';

/** Checks every DTO: what is unknown is refused, never dropped (S18). */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) => invalidRequest(flattenProblems(errors)),
  });
}
