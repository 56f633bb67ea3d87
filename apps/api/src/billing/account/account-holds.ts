import type { AccountHold } from '@dunwell/contract';
import { businessDateIn, type Instant, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { holdsBetween } from '../holds/hold-facts.js';
import { endOf } from '../holds/store-hold.js';
import { lastDateBefore } from '../lists/last-date.js';

/** The holds on an account and its invoices that lasted any time between two instants, by their beginning. */
export async function accountHolds(
  manager: EntityManager,
  {
    workspaceId,
    accountId,
    zones,
    from,
    to,
  }: { workspaceId: string; accountId: string; zones: ZoneHistory; from: Instant; to: Instant },
): Promise<AccountHold[]> {
  const holds = await holdsBetween(manager, workspaceId, { accountId, from, to });
  return holds.map((hold) => {
    const { id, invoice, reason, leaveOut, note, author, promisedAmount, fromAt } = hold;
    const end = endOf(hold);
    return {
      id,
      invoice,
      reason,
      leaveOut,
      from: businessDateIn(zones, fromAt),
      until: end === Infinity ? null : lastDateBefore(zones, end),
      note,
      author,
      promisedAmount,
    };
  });
}
