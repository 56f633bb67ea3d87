import { QueryFailedError, type EntityManager } from 'typeorm';
import { conflict } from '../../platform/http/app-error.js';
import type { Made } from '../facts/made-rows.js';
import { zoneHistory } from '../zones/account-zones.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { ChangedAccounts } from './changed-accounts.js';
import { checkRows, type CheckedRow } from './check-rows.js';
import type { AccountRow, EntityChange, EntityRules } from './entity-rules.js';
import { completeAccounts, lockAccounts, removeAccounts, type LockedAccount } from './lock-accounts.js';
import { recordChanges } from './record-changes.js';

/**
 * Applies a batch of rows: good ones are written, bad ones reported and nothing of them written. Account rows are
 * locked in the order of their ids (S13); sending the same rows again changes and writes nothing.
 */
export async function applyBatch<Input extends AccountRow, Entity extends { accountId: string }>(
  manager: EntityManager,
  context: ApplyContext,
  { rules, inputs }: { rules: EntityRules<Input, Entity>; inputs: readonly Input[] },
): Promise<RowOutcome[]> {
  if (inputs.length === 0) return [];
  const rows = checkRows(rules, inputs);
  const candidates = rows.filter(({ check }) => check.passed());
  const accounts = await lockAccounts(manager, context, {
    keys: [...new Set(candidates.map(({ input }) => input.account))],
    currencies: currenciesOfNewAccounts(candidates, context, rules.createsAccounts ?? false),
  });
  const stored = await rules.load(manager, [...new Set(candidates.map(({ key }) => key))]);
  const current = new Map(stored);
  const outcomes = rows.map((row) => applyRow(row, { rules, context, accounts, current }));

  const byId = new Map([...accounts.values()].map((account) => [account.accountId, account]));
  const changes = [...current].flatMap(([key, after]): EntityChange<Entity>[] => {
    const before = stored.get(key) ?? null;
    const account = byId.get(after.accountId);
    return account === undefined || before === after ? [] : [{ account, before, after }];
  });
  const newAccounts = await keepNewAccounts(manager, context, { rules, accounts, outcomes });
  const made = await refuseRaces(rules.noun, () => rules.save(manager, changes));
  await countMade(manager, context, {
    created: made.created + (rules.createsAccounts ? 0 : newAccounts.length),
    changed: made.changed,
  });

  const changed = new ChangedAccounts();
  for (const { accountId } of newAccounts) {
    // Of a new account nothing was decided yet: what holds always begins to count now (S10).
    changed.note(accountId, { earliestAt: context.now.getTime(), movesMoney: true });
  }
  for (const change of changes) changed.note(change.account.accountId, rules.effect(change));
  await recordChanges(manager, context, changed);
  return outcomes;
}

/** A new account needs a currency: its row's, or else the one all are created with. */
function currenciesOfNewAccounts(
  rows: readonly CheckedRow<AccountRow>[],
  { createAccounts }: ApplyContext,
  rowsCreateAccounts: boolean,
): Map<string, string> {
  const currencies = new Map<string, string>();
  if (createAccounts === undefined && !rowsCreateAccounts) return currencies;
  for (const { input } of rows) {
    const currency = input.currency ?? createAccounts?.currency;
    if (currency !== undefined && !currencies.has(input.account)) currencies.set(input.account, currency);
  }
  return currencies;
}

function applyRow<Input extends AccountRow, Entity extends { accountId: string }>(
  { input, key, check, repeated }: CheckedRow<Input>,
  {
    rules,
    context,
    accounts,
    current,
  }: {
    rules: EntityRules<Input, Entity>;
    context: ApplyContext;
    accounts: ReadonlyMap<string, LockedAccount>;
    current: Map<string, Entity>;
  },
): RowOutcome {
  const rejected = (): RowOutcome => ({ status: 'rejected', problems: check.problems });
  if (!check.passed()) return rejected();
  const account = accounts.get(input.account);
  if (account === undefined) {
    refuseUnknownAccount(
      check,
      input,
      context.createAccounts !== undefined || (rules.createsAccounts ?? false),
    );
    return rejected();
  }
  const { accountId } = account;
  if (input.currency !== undefined && input.currency !== account.currency) {
    check.refuse(
      'currency',
      'otherCurrency',
      `The account ${account.key} is in ${account.currency}; an account has one currency, so ${input.currency} is refused.`,
    );
    return rejected();
  }
  const before = current.get(key) ?? null;
  if (before !== null && before.accountId !== accountId) {
    check.refuse(
      'account',
      'otherAccount',
      `The ${rules.noun} ${key} belongs to another account than ${account.key} and cannot move.`,
    );
    return rejected();
  }
  if (repeated && before !== null) return { status: 'unchanged', accountId };
  const zones = zoneHistory(account.zones);
  const after = rules.apply(before, input, { account, zones, now: context.now.getTime(), check });
  if (after === undefined || !check.passed()) return rejected();
  current.set(key, after);
  if (before === null) return { status: 'created', accountId };
  return { status: after === before ? 'unchanged' : 'updated', accountId };
}

function refuseUnknownAccount(
  check: CheckedRow<AccountRow>['check'],
  input: AccountRow,
  mayCreate: boolean,
): void {
  if (mayCreate) {
    check.refuse(
      'currency',
      'required',
      `currency is missing: the account ${input.account} is new, and an account needs its currency, such as EUR.`,
    );
  } else {
    check.refuse(
      'account',
      'unknownAccount',
      `There is no account ${input.account}; send it first, or import with createAccounts.`,
    );
  }
}

/** Keeps the new accounts that some good row is about, and answers which they are. */
async function keepNewAccounts<Input extends AccountRow, Entity extends { accountId: string }>(
  manager: EntityManager,
  { workspaceId }: ApplyContext,
  {
    rules,
    accounts,
    outcomes,
  }: {
    rules: EntityRules<Input, Entity>;
    accounts: ReadonlyMap<string, LockedAccount>;
    outcomes: readonly RowOutcome[];
  },
): Promise<LockedAccount[]> {
  const created = [...accounts.values()].filter(({ isNew }) => isNew);
  const used = new Set(
    outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [] : [outcome.accountId])),
  );
  const kept = created.filter(({ accountId }) => used.has(accountId));
  await removeAccounts(
    manager,
    workspaceId,
    created.filter(({ accountId }) => !used.has(accountId)),
  );
  if (!rules.createsAccounts) await completeAccounts(manager, workspaceId, kept);
  return kept;
}

/** What an import has made and changed, for its report and for who takes it back. */
async function countMade(
  manager: EntityManager,
  { workspaceId, importId }: ApplyContext,
  { created, changed }: Made,
): Promise<void> {
  if (importId === undefined || created + changed === 0) return;
  await manager.query(
    `update imports set created = created + $3, changed = changed + $4 where workspace_id = $1 and import_id = $2`,
    [workspaceId, importId, created, changed],
  );
}

const UNIQUE_VIOLATION = '23505';

/** Two requests that send the same new key for different accounts do not wait for each other's account locks. */
async function refuseRaces<T>(noun: string, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw conflict(
      'sentAtTheSameTime',
      `Another request has just sent the same ${noun} for another account; look at it and send this again.`,
    );
  }
}

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return driverError instanceof Error && 'code' in driverError && driverError.code === UNIQUE_VIOLATION;
}
