import type { SqlFragment } from '@dunwell/engine';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Accounts that somebody wants to take facts of back. */
export interface TouchedAccounts {
  workspaceId: string;
  /** Rows of account_id. */
  accounts: SqlFragment;
  /** Since when the facts have been there. */
  since: Date;
}

/** Says in words what has been done about accounts since their facts came; nothing where nothing has. */
export type AccountUse = (manager: EntityManager, touched: TouchedAccounts) => Promise<string[]>;

/** Where modules that act on accounts ask to be heard before facts are taken back. */
@Injectable()
export class AccountUses {
  private readonly uses: AccountUse[] = [];

  register(use: AccountUse): void {
    this.uses.push(use);
  }

  async find(manager: EntityManager, touched: TouchedAccounts): Promise<string[]> {
    const found: string[] = [];
    for (const use of this.uses) found.push(...(await use(manager, touched)));
    return found;
  }
}
