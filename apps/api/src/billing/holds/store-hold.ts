import type { EntityManager } from 'typeorm';
import { ChangedAccounts } from '../apply/changed-accounts.js';
import { recordChanges } from '../apply/record-changes.js';
import { insertRows, instantText } from '../facts/rows.js';
import { HOLDS } from '../facts/tables.js';
import type { HoldFacts } from './hold-facts.js';

export interface HoldContext {
  workspaceId: string;
  now: Date;
}

/** Stores new holds of locked accounts. */
export async function insertHolds(
  manager: EntityManager,
  context: HoldContext,
  holds: readonly HoldFacts[],
): Promise<void> {
  await insertRows(
    manager,
    HOLDS,
    context.workspaceId,
    holds.map((hold) => ({ ...hold, holdId: hold.id })),
  );
  await recordHolds(
    manager,
    context,
    holds.map((hold) => ({ hold, earliestAt: hold.fromAt })),
  );
}

/** Stores when a hold of a locked account ends, and its note. */
export async function updateHold(
  manager: EntityManager,
  context: HoldContext,
  { before, after }: { before: HoldFacts; after: HoldFacts },
): Promise<void> {
  await manager.query(
    `update holds set until_at = $3, lifted_at = $4, note = $5 where workspace_id = $1 and hold_id = $2`,
    [
      context.workspaceId,
      after.id,
      instantText(after.untilAt),
      after.liftedAt === null ? null : instantText(after.liftedAt),
      after.note,
    ],
  );
  const [oldEnd, newEnd] = [endOf(before), endOf(after)];
  if (oldEnd === newEnd) return;
  await recordHolds(manager, context, [{ hold: after, earliestAt: Math.min(oldEnd, newEnd) }]);
}

/** When a hold is over. */
export function endOf({ untilAt, liftedAt }: Pick<HoldFacts, 'untilAt' | 'liftedAt'>): number {
  return Math.min(untilAt, liftedAt ?? Infinity);
}

/** Only an invoice that is left out changes balances; an account that is left out still owes what it owes (S14). */
async function recordHolds(
  manager: EntityManager,
  context: HoldContext,
  holds: readonly { hold: HoldFacts; earliestAt: number }[],
): Promise<void> {
  const changed = new ChangedAccounts();
  for (const { hold, earliestAt } of holds) {
    changed.note(hold.accountId, { earliestAt, movesMoney: hold.leaveOut && hold.invoiceId !== null });
  }
  await recordChanges(manager, context, changed);
}
