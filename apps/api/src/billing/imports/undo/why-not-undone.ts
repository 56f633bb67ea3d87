import type { BillingEntity, ImportUndo } from '@dunwell/contract';
import { identifier, render, sql, type SqlFragment } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { onlyRow } from '../../../platform/must.js';
import type { AccountUses } from '../../account-uses.js';
import type { ImportKey } from '../import-store.js';
import { accountsWithMore, invoicesSpokenOf, madeBy, TABLE_OF, touchedAccounts } from './made-by-import.js';

/** An import as far as its undo depends on it. */
export interface ImportToUndo {
  entity: BillingEntity;
  status: 'running' | 'finished' | 'failed' | 'undone';
  /** Things it made, and things it changed that were there before. */
  created: number;
  changed: number;
  /** Business now when it began; null: before this was kept. */
  beganAt: Date | null;
}

/**
 * Whether an import may be taken back, and everything that stands in the way: it may while all it made is as it made it,
 * nobody has added to it, and nothing has acted on the accounts.
 */
export async function whyNotUndone(
  manager: EntityManager,
  key: ImportKey,
  found: ImportToUndo,
  uses: AccountUses,
): Promise<ImportUndo> {
  const { entity, status, created, changed, beganAt } = found;
  const never = NEVER[status];
  if (never !== undefined) return { possible: false, reasons: [never], removes: 0 };
  if (created === 0 || beganAt === null) return { possible: false, reasons: [NOTHING_MADE], removes: 0 };
  const gone = created - (await countIntact(manager, key, entity));
  const reasons = [
    ...told(
      changed,
      (count) => `It changed ${count} that ${were(count)} there before; what they were is not kept.`,
    ),
    ...told(gone, (count) => `${count} of the ${created} it made ${have(count)} been changed since.`),
    ...told(
      await countDistinct(manager, accountsWithMore(key), 'account_id'),
      (count) =>
        `${count} of its accounts ${have(count)} been given more since: invoices, money, tags or holds.`,
    ),
    ...told(
      await countDistinct(manager, invoicesSpokenOf(key), 'invoice_id'),
      (count) => `${count} of its invoices ${have(count)} been given money or a hold since.`,
    ),
    ...(await uses.find(manager, {
      workspaceId: key.workspaceId,
      accounts: touchedAccounts(key),
      since: beganAt,
    })),
  ];
  return { possible: reasons.length === 0, reasons, removes: created };
}

const NEVER: Readonly<Partial<Record<ImportToUndo['status'], string>>> = {
  running: 'It is still running.',
  undone: 'It was taken back already.',
};

const NOTHING_MADE = 'It made nothing that could be taken back.';

const told = (count: number, words: (count: number) => string): string[] =>
  count === 0 ? [] : [words(count)];
const have = (count: number): string => (count === 1 ? 'has' : 'have');
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** Things it made that are as it made them; the payments that stand for `paidOn` belong to their invoices. */
async function countIntact(manager: EntityManager, key: ImportKey, entity: BillingEntity): Promise<number> {
  const accounts = await count(manager, sql`${madeBy(key, 'accounts')} and not changed_since_import`);
  if (entity === 'accounts') return accounts;
  if (entity === 'tags') {
    return (
      accounts +
      (await count(manager, sql`select distinct account_id, tag from (${madeBy(key, 'account_tags')}) made`))
    );
  }
  const isItsOwn = entity === 'payments' ? sql`and paid_on_invoice_id is null` : sql``;
  const own = sql`${madeBy(key, TABLE_OF[entity])} and not changed_since_import ${isItsOwn}`;
  return accounts + (await count(manager, own));
}

const countDistinct = (manager: EntityManager, rows: SqlFragment, column: string): Promise<number> =>
  count(manager, sql`select distinct ${identifier(column)} from (${rows}) found`);

async function count(manager: EntityManager, rows: SqlFragment): Promise<number> {
  const { text, values } = render(sql`select count(*)::integer as count from (${rows}) counted`);
  return onlyRow(await manager.query<{ count: number }[]>(text, values)).count;
}
