import { businessDateAt, startOfDay, type Instant } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import type { StoryRow } from '../story/books.js';
import { HOME_ZONE } from '../story/markets.js';
import type { Story } from '../story/story.js';
import { writeHolds, writeRows } from './write-rows.js';

/** Accounts whose rows are written in one transaction. */
const ACCOUNTS_AT_ONCE = 250;
/** While the database works on one batch, the next is prepared. */
const BATCHES_AT_ONCE = 3;

/**
 * Stores everything that was known before an instant; what came later is for the days on which it came. Of accounts that
 * owe nothing past due in the time after it, the rest of the story is stored as well: facts count from their own
 * instants (S0), and nothing that is decided on any of those days is about them.
 */
export async function writeHistory(
  dataSource: DataSource,
  workspaceId: string,
  { story, until }: { story: Story; until: Instant },
): Promise<void> {
  const known = story.rows.filter(isHistory(story, until));
  const isNew = (row: StoryRow): boolean => row.entity === 'accounts' && row.row.currency !== undefined;
  await openAccounts(dataSource, workspaceId, known.filter(isNew));
  const now = new Date(until);
  const batches = batchesOf(known.filter((row) => !isNew(row)));
  const writeInTurn = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const rows = batch;
      await dataSource.transaction((manager) => writeRows(manager, { workspaceId, now }, rows));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, writeInTurn));
  const holds = story.holds.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  await dataSource.transaction((manager) => writeHolds(manager, workspaceId, holds));
}

/** What is written down before the live month begins. */
export function isHistory(
  { restless }: Pick<Story, 'restless'>,
  until: Instant,
): (row: Pick<StoryRow, 'at' | 'row'>) => boolean {
  return ({ at, row }) => at <= until || !restless.has(row.account);
}

/** An account exists since the beginning of the month in which its member joined. */
async function openAccounts(
  dataSource: DataSource,
  workspaceId: string,
  accounts: readonly StoryRow[],
): Promise<void> {
  const months = groupBy(accounts, ({ at }) => `${businessDateAt(at, HOME_ZONE).slice(0, 7)}-01`);
  await dataSource.transaction(async (manager) => {
    for (const [first, rows] of months) {
      await writeRows(manager, { workspaceId, now: new Date(startOfDay(first, HOME_ZONE)) }, rows);
    }
  });
}

function batchesOf(rows: readonly StoryRow[]): StoryRow[][] {
  const byAccount = [...groupBy(rows, ({ row }) => row.account).values()];
  const batches: StoryRow[][] = [];
  for (let start = 0; start < byAccount.length; start += ACCOUNTS_AT_ONCE) {
    batches.push(byAccount.slice(start, start + ACCOUNTS_AT_ONCE).flat());
  }
  return batches;
}
