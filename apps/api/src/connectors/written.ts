import type { ActionKind } from '@dunwell/language';
import type { WriteContext, WriteResult } from '../billing/billing-writer.js';
import type { InsideEffect, InsideOutcome } from './connector.js';

/** Writes the effects of one kind to their accounts, all together. */
export async function writeTogether<K extends ActionKind, Write>(
  effects: readonly InsideEffect<K>[],
  toWrite: (effect: InsideEffect<K>) => Write,
  write: (context: WriteContext, writes: readonly Write[]) => Promise<WriteResult<unknown>[]>,
): Promise<InsideOutcome[]> {
  const [first] = effects;
  if (first === undefined) return [];
  const { workspaceId, now } = first.context;
  return (await write({ workspaceId, now }, effects.map(toWrite))).map(written);
}

/** What a write to an account came to, for its delivery: `changed` and `before` are what an undo goes by (S22). */
function written(result: WriteResult<unknown>): InsideOutcome {
  switch (result.kind) {
    case 'changed':
      return { kind: 'done', result: { changed: true, before: result.before } };
    case 'unchanged':
      return { kind: 'done', result: { changed: false } };
    case 'refused':
      return { kind: 'lacks', code: 'writeRefused', problem: result.message };
  }
}
