import type { Import, ImportUndo } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { conflict, notFound } from '../../../platform/http/app-error.js';
import { AccountUses } from '../../account-uses.js';
import { ChangedAccounts } from '../../apply/changed-accounts.js';
import { recordChanges } from '../../apply/record-changes.js';
import { withdrawEvents } from '../../events/withdraw-events.js';
import { findImport, type ImportKey } from '../import-store.js';
import { madeBy, touchedAccounts } from './made-by-import.js';
import { removeMade } from './remove-made.js';
import { whyNotUndone, type ImportToUndo } from './why-not-undone.js';

/** Takes imports back while that leaves everything as if they had never been. */
@Injectable()
export class ImportUndos {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly uses: AccountUses,
  ) {}

  /** Whether an import may be taken back now. */
  async check(key: ImportKey): Promise<ImportUndo> {
    const { manager } = this.dataSource;
    return whyNotUndone(manager, key, await importToUndo(manager, key), this.uses);
  }

  /** Takes an import back in one transaction; refused with every reason. */
  async undo(key: ImportKey, by: string): Promise<Import> {
    return this.dataSource.transaction(async (manager) => {
      const found = await importToUndo(manager, key, 'lock');
      const others = await lockTouched(manager, key);
      const { possible, reasons } = await whyNotUndone(manager, key, found, this.uses);
      if (!possible) {
        const message = `The import cannot be taken back. ${reasons.join(' ')}`;
        throw conflict('cannotBeUndone', message, { reasons });
      }
      await removeMade(manager, key);
      await this.rebuild(manager, key, others);
      if (found.beganAt) await withdrawEvents(manager, key.workspaceId, others, found.beganAt);
      await manager.query(
        `update imports set status = 'undone', undone_at = $3, undone_by = $4
         where workspace_id = $1 and import_id = $2`,
        [key.workspaceId, key.importId, this.clock.machineNow(), by],
      );
      const undone = await findImport(manager, key);
      if (undone === undefined) throw notFound('import', key.importId);
      return undone;
    });
  }

  /** Of accounts that stay, all that was said of them by the import never held. */
  private async rebuild(
    manager: EntityManager,
    { workspaceId }: ImportKey,
    accountIds: readonly string[],
  ): Promise<void> {
    const changed = new ChangedAccounts();
    for (const accountId of accountIds) changed.note(accountId, { earliestAt: -Infinity, movesMoney: true });
    await recordChanges(manager, { workspaceId, now: await this.clock.businessNow(manager) }, changed);
  }
}

async function importToUndo(
  manager: EntityManager,
  { workspaceId, importId }: ImportKey,
  lock?: 'lock',
): Promise<ImportToUndo> {
  const [found] = await manager.query<ImportToUndo[]>(
    `select entity, status, created, changed, began_at as "beganAt" from imports
     where workspace_id = $1 and import_id = $2 ${lock ? 'for update' : ''}`,
    [workspaceId, importId],
  );
  if (found === undefined) throw notFound('import', importId);
  return found;
}

/** Locks all accounts an import touched, in the order of their ids (S13); answers those it did not make. */
async function lockTouched(manager: EntityManager, key: ImportKey): Promise<string[]> {
  const { text, values } = render(sql`
    select account_id as id, account_id in (select account_id from (${madeBy(key, 'accounts')}) made) as "isNew"
    from accounts
    where workspace_id = ${key.workspaceId}::uuid and account_id in (${touchedAccounts(key)})
    order by account_id for update`);
  const rows = await manager.query<{ id: string; isNew: boolean }[]>(text, values);
  return rows.filter(({ isNew }) => !isNew).map(({ id }) => id);
}
