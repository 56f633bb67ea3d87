import type { ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { Made } from '../facts/made-rows.js';
import type { FactChange } from './changed-accounts.js';
import type { LockedAccount } from './lock-accounts.js';
import type { RowCheck } from './row-check.js';

/** What every input has in common. */
export interface AccountRow {
  account: string;
  currency?: string;
}

/** What a row is applied in. */
export interface RowContext {
  account: LockedAccount;
  zones: ZoneHistory;
  /** Business now, epoch milliseconds. */
  now: number;
  check: RowCheck;
}

export interface EntityChange<Entity> {
  account: LockedAccount;
  before: Entity | null;
  after: Entity;
}

/** What is particular about one kind of billing facts; all else is `applyBatch`. */
export interface EntityRules<Input extends AccountRow, Entity extends { accountId: string }> {
  /** For messages: "invoice". */
  noun: string;
  /** The field that holds the caller's own key. */
  keyField: string & keyof Input;
  /** Which rows of a batch speak of the same thing at the same time: two of them must be identical. */
  statementOf: (input: Input) => string;
  /** The rows themselves create their accounts. */
  createsAccounts?: boolean;
  load: (manager: EntityManager, keys: readonly string[]) => Promise<ReadonlyMap<string, Entity>>;
  /** The entity after the row, `before` itself where nothing changes; undefined where problems were noted. */
  apply: (before: Entity | null, input: Input, row: RowContext) => Entity | undefined;
  save: (manager: EntityManager, changes: readonly EntityChange<Entity>[]) => Promise<Made>;
  effect: (change: EntityChange<Entity>) => FactChange;
}
