import { BILLING_ENTITIES, type BillingEntity, type BillingInputs } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { applyRows } from '../imports/apply-rows.js';
import type { ApplyContext, RowProblem } from './apply-context.js';
import { ChangedAccounts } from './changed-accounts.js';
import { recordChanges } from './record-changes.js';

/** Rows of several entities. */
export type RowsByEntity = { readonly [Entity in BillingEntity]?: readonly BillingInputs[Entity][] };

/** A row that was refused, with the place it had among those of its entity. */
export interface RefusedRow {
  entity: BillingEntity;
  index: number;
  problems: RowProblem[];
}

/**
 * Applies rows of several entities as one write, in the order in which they need each other: each account they touch
 * changes once, and its timeline is rebuilt once. Answers what was refused.
 */
export async function applyTogether(
  manager: EntityManager,
  context: Omit<ApplyContext, 'timelinesLater' | 'collected'>,
  rows: RowsByEntity,
): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = [];
  const collected = new ChangedAccounts();
  for (const entity of BILLING_ENTITIES) {
    const inputs = rows[entity] ?? [];
    const outcomes = await applyRows(manager, { ...context, collected }, { entity, inputs });
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'rejected') refused.push({ entity, index, problems: outcome.problems });
    }
  }
  await recordChanges(manager, context, collected);
  return refused;
}
