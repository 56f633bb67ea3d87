import { businessDateAt, startOfDay, startOfEpochDay, type Instant } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import { groupBy } from '../../platform/group-by.js';
import type { StoryRow } from '../story/books.js';
import { HOME_ZONE } from '../story/markets.js';
import { FIRST_BILL_BEFORE, type Span } from '../story/span.js';
import type { Story } from '../story/story.js';
import { writeHolds, writeRows, type WriteTime } from './write-rows.js';

/** Accounts whose rows are written in one transaction. */
const ACCOUNTS_AT_ONCE = 250;
const BATCHES_AT_ONCE = 2;

/** Opens the accounts of a story, with plan and payment method, each since the beginning of the month in which it joined. */
export async function openAccounts(
  dataSource: DataSource,
  workspaceId: string,
  { rows }: Story,
): Promise<void> {
  const opening = groupBy(
    rows.filter(opensAccount),
    ({ at }) => `${businessDateAt(at, HOME_ZONE).slice(0, 7)}-01`,
  );
  const months = [...opening].map(([first, ofMonth]): Batch => {
    return { when: { workspaceId, now: new Date(startOfDay(first, HOME_ZONE)) }, rows: ofMonth };
  });
  // The first declares the attributes of accounts; who declared them at the same time would wait for it.
  await writeInTurns(dataSource, months.splice(0, 1));
  await writeInTurns(dataSource, months);
}

/** Of the accounts that are lived through day by day: what was known before that begins, as of then. */
export async function writeRestless(
  dataSource: DataSource,
  workspaceId: string,
  { story, until }: { story: Story; until: Instant },
): Promise<void> {
  const known = story.rows.filter((row) => row.at <= until && !opensAccount(row) && isRestless(story, row));
  await writeInTurns(dataSource, batchesOf({ workspaceId, now: new Date(until) }, known));
  const holds = story.holds.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  await dataSource.transaction((manager) => writeHolds(manager, workspaceId, holds));
}

/**
 * Of all other accounts, which owe nothing past due in the live month: the whole of it, as if it had been announced at
 * the beginning. Facts count from their own instants (S0), so that nothing that was decided since has to be looked at
 * again, and this may go on while the live month is lived through.
 */
export async function writeQuiet(dataSource: DataSource, workspaceId: string, story: Story): Promise<void> {
  const rows = story.rows.filter((row) => !opensAccount(row) && !isRestless(story, row));
  await writeInTurns(dataSource, batchesOf({ workspaceId, now: beginningOf(story.span) }, rows));
}

const opensAccount = ({ row, entity }: StoryRow): boolean =>
  (entity === 'accounts' || entity === 'subscriptions' || entity === 'paymentMethods') &&
  row.effectiveAt === undefined;

export const isRestless = ({ restless }: Story, { row }: StoryRow): boolean => restless.has(row.account);

const beginningOf = ({ first }: Span): Date =>
  new Date(startOfEpochDay(first - FIRST_BILL_BEFORE, HOME_ZONE));

/** Rows to be written in one transaction. */
interface Batch {
  when: WriteTime;
  rows: readonly StoryRow[];
}

/** While the database works on one batch, the next is prepared. */
async function writeInTurns(dataSource: DataSource, batches: readonly Batch[]): Promise<void> {
  const left = [...batches];
  const writeNext = async (): Promise<void> => {
    for (let batch = left.shift(); batch !== undefined; batch = left.shift()) {
      const { when, rows } = batch;
      await dataSource.transaction((manager) => writeRows(manager, when, rows));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, writeNext));
}

function batchesOf(when: WriteTime, rows: readonly StoryRow[]): Batch[] {
  const byAccount = [...groupBy(rows, ({ row }) => row.account).values()];
  const batches: Batch[] = [];
  for (let start = 0; start < byAccount.length; start += ACCOUNTS_AT_ONCE) {
    batches.push({ when, rows: byAccount.slice(start, start + ACCOUNTS_AT_ONCE).flat() });
  }
  return batches;
}
