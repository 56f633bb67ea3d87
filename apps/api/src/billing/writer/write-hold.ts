import { addDays, businessDateIn } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { liftHold, placeEachHold } from '../holds/change-holds.js';
import { findHold } from '../holds/hold-facts.js';
import { endOf } from '../holds/store-hold.js';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import { unknownAccount } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

export interface HoldWrite {
  accountId: string;
  reason: HoldReason;
  /** It covers so many dates after the one on which it is placed. */
  days: number;
  note?: string;
  author: string;
}

/** A hold that was placed, by which an undo lifts it (S22), or why it was not. */
export type HoldWritten = { kind: 'placed'; holdId: string } | { kind: 'refused'; message: string };

/** Places holds on accounts from business now on; of each what came of it. */
export async function placeHoldsFor(
  manager: EntityManager,
  context: WriteContext,
  writes: readonly HoldWrite[],
): Promise<HoldWritten[]> {
  const accountIds = [...new Set(writes.map(({ accountId }) => accountId))];
  const rows = await manager.query<{ id: string; key: string }[]>(
    'select account_id as id, key from accounts where workspace_id = $1 and account_id = any($2::uuid[])',
    [context.workspaceId, accountIds],
  );
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const zones = await loadZones(manager, context.workspaceId, accountIds);
  const known = writes.flatMap(({ accountId, reason, days, note, author }) => {
    const account = keys.get(accountId);
    if (account === undefined) return [];
    const today = businessDateIn(zoneHistory(zones.get(accountId) ?? []), context.now.getTime());
    const until = addDays(today, days);
    return [{ author, input: { account, reason, until, ...(note !== undefined && { note }) } }];
  });
  const placed = await placeEachHold(manager, context, known);
  return writes.map(({ accountId }): HoldWritten => {
    const hold = keys.has(accountId) ? placed.shift() : undefined;
    return hold === undefined ? unknownAccount(accountId) : { kind: 'placed', holdId: hold.id };
  });
}

/** Lifts a hold that an action placed; one that is over stays as it is. */
export async function liftPlacedHold(
  manager: EntityManager,
  context: WriteContext,
  holdId: string,
): Promise<WriteResult> {
  const hold = await findHold(manager, context.workspaceId, holdId);
  if (hold === null || endOf(hold) <= context.now.getTime()) return { kind: 'unchanged' };
  await liftHold(manager, context, holdId);
  return { kind: 'changed', before: null };
}
