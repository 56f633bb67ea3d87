import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import { readBody, type ReadBody } from '../../platform/http/read-body.js';
import { INPUT_BODIES } from './input.dto.js';

/** A row as it may be applied, or what is wrong with its shape. */
export type ReadRow<Entity extends BillingEntity> = ReadBody<BillingInputs[Entity]>;

/** Checks the shape of one row; a property that is not known is refused, never dropped (S18). */
export function readRow<Entity extends BillingEntity>(
  entity: Entity,
  value: unknown,
  path: string,
): ReadRow<Entity> {
  return readBody<object>(INPUT_BODIES[entity], value, path) as ReadRow<Entity>;
}
