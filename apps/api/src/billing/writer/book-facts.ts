import type { EntityManager } from 'typeorm';
import { applyTogether, type RowsByEntity } from '../apply/apply-together.js';
import type { WriteContext } from './write-result.js';

export type { RowsByEntity } from '../apply/apply-together.js';

/** Books facts that the practice provider brings about, as a billing system would send them; all of them or none. */
export async function bookFacts(
  manager: EntityManager,
  context: WriteContext,
  rows: RowsByEntity,
): Promise<void> {
  const [refused] = await applyTogether(manager, context, rows);
  if (refused)
    throw new Error(`${refused.entity}: ${refused.problems.map(({ message }) => message).join(' ')}`);
}
