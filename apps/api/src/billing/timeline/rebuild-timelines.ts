import { setImmediate as turn } from 'node:timers/promises';
import type { AccountLedger } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { loadLedgers } from './load-ledgers.js';
import { rebuildAccount, type TimelineChange } from './rebuild-account.js';
import { storeTimelines } from './store-timelines.js';
import { loadStoredTimelines } from './stored-timeline.js';

/** Accounts whose rows are in memory, and written, at a time: a stretch of work that others can wait for. */
const BATCH = 250;
/** Invoices, payments and credits after which others get their turn: a few milliseconds of work. */
const RECORDS_PER_TURN = 300;

/**
 * Rebuilds the timelines of locked accounts from their facts and stores what differs (S3 to S7). Answers which accounts
 * differ and from which instant on.
 */
export async function rebuildTimelines(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const earliest = new Map<string, number>();
  for (let start = 0; start < accountIds.length; start += BATCH) {
    const batch = accountIds.slice(start, start + BATCH);
    const changes = await rebuildBatch(manager, { workspaceId, now }, batch);
    await storeTimelines(manager, workspaceId, changes);
    for (const { accountId, earliestAt } of changes) {
      if (earliestAt < Infinity) earliest.set(accountId, earliestAt);
    }
  }
  return earliest;
}

async function rebuildBatch(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  accountIds: readonly string[],
): Promise<TimelineChange[]> {
  const ledgers = await loadLedgers(manager, workspaceId, accountIds);
  const stored = await loadStoredTimelines(manager, workspaceId, accountIds);
  const changes: TimelineChange[] = [];
  let records = 0;
  for (const accountId of accountIds) {
    const [ledger, timeline] = [ledgers.get(accountId), stored.get(accountId)];
    if (ledger === undefined || timeline === undefined) continue;
    changes.push(await rebuildAccount({ accountId, ledger, stored: timeline, now: now.getTime() }));
    records += recordsOf(ledger);
    if (records < RECORDS_PER_TURN) continue;
    records = 0;
    await turn();
  }
  return changes;
}

function recordsOf({ invoices, payments, credits }: AccountLedger): number {
  return 1 + invoices.length + payments.length + credits.length;
}
