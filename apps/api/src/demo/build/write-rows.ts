import type { BillingEntity } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { applyTogether, placeHold, type RowsByEntity } from '../../billing/billing-intake.js';
import type { StoryHold, StoryRow } from '../story/books.js';

/** In which workspace, and as of which business now, something is written down. */
export interface WriteTime {
  workspaceId: string;
  now: Date;
}

/** Stores rows as if they had been sent; one that is refused is a mistake in the story. */
export async function writeRows(
  manager: EntityManager,
  context: WriteTime,
  rows: readonly StoryRow[],
): Promise<void> {
  const byEntity: { [Entity in BillingEntity]?: StoryRow['row'][] } = {};
  for (const { entity, row } of rows) (byEntity[entity] ??= []).push(row);
  const [refused] = await applyTogether(manager, context, byEntity as RowsByEntity);
  if (refused) {
    const row = JSON.stringify(byEntity[refused.entity]?.[refused.index]);
    throw new Error(`The demo's ${refused.entity} ${row} was refused: ${JSON.stringify(refused.problems)}`);
  }
}

/** Places holds, each as of its own instant. */
export async function writeHolds(
  manager: EntityManager,
  workspaceId: string,
  holds: readonly StoryHold[],
): Promise<void> {
  for (const { at, input, author } of holds) {
    await placeHold(manager, { workspaceId, now: new Date(at) }, { input, author });
  }
}
