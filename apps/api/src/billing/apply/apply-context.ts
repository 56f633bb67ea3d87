import type { ChangedAccounts } from './changed-accounts.js';

/** What every write of billing facts is made in. */
export interface ApplyContext {
  workspaceId: string;
  /** Business now (S1): since when undated changes hold (S23). */
  now: Date;
  /** The import that writes; its accounts start like a first publish where they are many (S12). */
  importId?: string;
  /** Accounts that are not known yet are created, with the row's currency or else this one. */
  createAccounts?: { currency?: string };
  /** The types of attributes this write declares, where a value alone does not tell (S18). */
  attributeTypes?: Readonly<Record<string, AttributeType>>;
  /** Notes touched accounts as dirty instead of rebuilding their timelines; `rebuildDirty` must follow. */
  timelinesLater?: boolean;
  /** Facts that a trial assumes and takes back: nothing happened by them. */
  assumed?: boolean;
  /** Takes down what changed instead of recording it; `recordChanges` must follow, in the same transaction. */
  collected?: ChangedAccounts;
}

export type AttributeType = 'text' | 'number' | 'boolean' | 'date';

/** What is wrong with one field of a row, and how to mend it. */
export interface RowProblem {
  field: string;
  code: string;
  message: string;
}

/** What became of one row, in the order in which the rows were given. */
export type RowOutcome =
  | { status: 'created' | 'updated' | 'unchanged'; accountId: string }
  | { status: 'rejected'; problems: RowProblem[] };
