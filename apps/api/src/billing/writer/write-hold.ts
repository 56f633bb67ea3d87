import { addDays, businessDateIn } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { liftHold, placeHold } from '../holds/change-holds.js';
import { findHold } from '../holds/hold-facts.js';
import { endOf } from '../holds/store-hold.js';
import { zoneHistory } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import { unknownAccount } from './change-account.js';
import type { WriteContext, WriteResult } from './write-result.js';

export interface HoldWrite {
  accountId: string;
  /** null: the whole account. */
  invoiceId: string | null;
  reason: HoldReason;
  /** Today is the first of them. */
  days: number;
  note?: string;
  author: string;
}

/** Places a hold from business now on; the answer's hold is what an undo lifts. */
export async function placeHoldFor(
  manager: EntityManager,
  context: WriteContext,
  { accountId, invoiceId, reason, days, note, author }: HoldWrite,
): Promise<{ kind: 'placed'; holdId: string } | { kind: 'refused'; message: string }> {
  const [row] = await manager.query<{ key: string; number: string | null }[]>(
    `select accounts.key, invoices.number from accounts
     left join invoices on invoices.workspace_id = accounts.workspace_id and invoices.invoice_id = $3
     where accounts.workspace_id = $1 and accounts.account_id = $2`,
    [context.workspaceId, accountId, invoiceId],
  );
  if (row === undefined) return unknownAccount(accountId);
  if (invoiceId !== null && row.number === null) {
    return { kind: 'refused', message: `There is no invoice ${invoiceId} in this workspace.` };
  }
  const zones = await loadZones(manager, context.workspaceId, [accountId]);
  const today = businessDateIn(zoneHistory(zones.get(accountId) ?? []), context.now.getTime());
  const hold = await placeHold(manager, context, {
    input: {
      account: row.key,
      ...(row.number === null ? {} : { invoice: row.number }),
      reason,
      until: addDays(today, days - 1),
      ...(note === undefined ? {} : { note }),
    },
    author,
  });
  return { kind: 'placed', holdId: hold.id };
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
