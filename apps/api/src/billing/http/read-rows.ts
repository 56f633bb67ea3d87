import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { RequestProblem } from '../../platform/http/app-error.js';
import { flattenProblems } from '../../platform/http/flatten-problems.js';
import { INPUT_BODIES } from './input.dto.js';

/** A row as it may be applied, or what is wrong with its shape. */
export type ReadRow<Entity extends BillingEntity> =
  { kind: 'row'; input: BillingInputs[Entity] } | { kind: 'refused'; problems: RequestProblem[] };

/** Checks the shape of one row; a property that is not known is refused, never dropped (S18). */
export function readRow<Entity extends BillingEntity>(
  entity: Entity,
  value: unknown,
  path: string,
): ReadRow<Entity> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `${path === '' ? 'The body' : path} must be an object.`;
    return { kind: 'refused', problems: [{ path, code: 'object', message }] };
  }
  const body: object = plainToInstance<object, object>(INPUT_BODIES[entity], value);
  const errors = validateSync(body, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) return { kind: 'refused', problems: flattenProblems(errors, path) };
  return { kind: 'row', input: body as BillingInputs[Entity] };
}
