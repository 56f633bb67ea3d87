import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { RequestProblem } from './app-error.js';
import { flattenProblems } from './flatten-problems.js';

/** A body, or a row of one, as it may be used, or what is wrong with its shape. */
export type ReadBody<T> = { kind: 'row'; input: T } | { kind: 'refused'; problems: RequestProblem[] };

/** Checks the shape of what arrived against a DTO; a property that is not known is refused, never dropped (S18). */
export function readBody<T extends object>(type: new () => T, value: unknown, path: string): ReadBody<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `${path === '' ? 'The body' : path} must be an object.`;
    return { kind: 'refused', problems: [{ path, code: 'object', message }] };
  }
  const input = plainToInstance<T, object>(type, value);
  const errors = validateSync(input, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) return { kind: 'refused', problems: flattenProblems(errors, path) };
  return { kind: 'row', input };
}
