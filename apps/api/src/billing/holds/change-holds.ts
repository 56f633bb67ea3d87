import type { HoldInput } from '@dunwell/contract';
import { addDays, businessDateIn, startOfDateIn } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { conflict, invalidRequest, notFound } from '../../platform/http/app-error.js';
import { lockAccounts, type LockedAccount } from '../apply/lock-accounts.js';
import { RowCheck } from '../apply/row-check.js';
import { loadInvoicesByNumber } from '../facts/allocations.js';
import { zoneHistory } from '../zones/account-zones.js';
import { findHold, type HoldFacts } from './hold-facts.js';
import { endOf, insertHolds, updateHold, type HoldContext } from './store-hold.js';

/** Places a hold on an account or one of its invoices (S14). */
export async function placeHold(
  manager: EntityManager,
  context: HoldContext,
  { input, author }: { input: HoldInput; author: string },
): Promise<HoldFacts> {
  const accounts = await lockAccounts(manager, context, { keys: [input.account], currencies: new Map() });
  const account = accounts.get(input.account);
  if (account === undefined) throw notFound('account', input.account);
  const invoiceId = await invoiceIdOf(manager, context.workspaceId, { input, accountId: account.accountId });
  const hold = newHold(account, { ...input, invoiceId, author, now: context.now.getTime() });
  await insertHolds(manager, context, [hold]);
  return hold;
}

/** Places the same hold on each of some accounts, in a handful of statements; all of them or none. */
export async function placeHolds(
  manager: EntityManager,
  context: HoldContext,
  {
    keys,
    hold,
    author,
  }: { keys: readonly string[]; hold: Omit<HoldInput, 'account' | 'invoice'>; author: string },
): Promise<HoldFacts[]> {
  return placeEachHold(
    manager,
    context,
    keys.map((account) => ({ input: { ...hold, account }, author })),
  );
}

/** Places a hold of its own on each of some accounts, in the same way. */
export async function placeEachHold(
  manager: EntityManager,
  context: HoldContext,
  places: readonly { input: Omit<HoldInput, 'invoice'>; author: string }[],
): Promise<HoldFacts[]> {
  const keys = places.map(({ input }) => input.account);
  const accounts = await lockAccounts(manager, context, { keys, currencies: new Map() });
  const now = context.now.getTime();
  const holds = places.map(({ input, author }) => {
    const account = accounts.get(input.account);
    if (account === undefined) throw notFound('account', input.account);
    return newHold(account, { ...input, invoiceId: null, author, now });
  });
  await insertHolds(manager, context, holds);
  return holds;
}

function newHold(
  { accountId, key, zones: accountZones }: LockedAccount,
  {
    invoiceId,
    author,
    now,
    ...input
  }: Omit<HoldInput, 'account'> & { invoiceId: string | null; author: string; now: number },
): HoldFacts {
  const check = new RowCheck();
  const zones = zoneHistory(accountZones);
  const fromAt = check.instant('from', input.from, zones) ?? now;
  const until = check.date('until', input.until) ?? null;
  checkEnd(check, input.reason, until);
  check.amount('promisedAmount', input.promisedAmount, 1);
  if (input.promisedAmount !== undefined && input.reason !== 'promiseToPay') {
    check.refuse('promisedAmount', 'noPromise', 'promisedAmount belongs to a promise to pay; leave it out.');
  }
  refuseProblems(check);
  const untilAt = until === null ? Infinity : startOfDateIn(zones, addDays(until, 1));
  if (untilAt <= fromAt) {
    check.refuse('until', 'beforeFrom', 'until must not lie before the date on which the hold begins.');
    refuseProblems(check);
  }
  return {
    id: newId(),
    accountId,
    invoiceId,
    account: key,
    invoice: input.invoice ?? null,
    reason: input.reason,
    leaveOut: input.leaveOut ?? false,
    fromAt,
    untilAt,
    liftedAt: null,
    note: input.note ?? null,
    author,
    promisedAmount: input.promisedAmount ?? null,
    createdAt: now,
  };
}

/** What a hold was and what it is; the same where nothing changed. */
export interface ChangedHold {
  before: HoldFacts;
  after: HoldFacts;
}

/** Moves the end of a hold that is not over, or changes its note. */
export async function changeHold(
  manager: EntityManager,
  context: HoldContext,
  { holdId, until, note }: { holdId: string; until?: string | null; note?: string | null },
): Promise<ChangedHold> {
  const { hold: before, zones } = await lockHold(manager, context, holdId);
  const check = new RowCheck();
  check.date('until', until);
  if (until !== undefined) checkEnd(check, before.reason, until);
  refuseProblems(check);
  const now = context.now.getTime();
  if (until !== undefined && endOf(before) <= now) {
    throw conflict('holdIsOver', 'This hold is over and cannot be extended; place a new one.');
  }
  if (typeof until === 'string' && until < businessDateIn(zones, now)) {
    check.refuse('until', 'inThePast', 'until must not lie in the past; lift the hold to end it now.');
    refuseProblems(check);
  }
  const after: HoldFacts = {
    ...before,
    untilAt:
      until === undefined
        ? before.untilAt
        : until === null
          ? Infinity
          : startOfDateIn(zones, addDays(until, 1)),
    note: note === undefined ? before.note : note,
  };
  await updateHold(manager, context, { before, after });
  return { before, after };
}

/** Ends a hold now; one that is over stays as it is. */
export async function liftHold(
  manager: EntityManager,
  context: HoldContext,
  holdId: string,
): Promise<ChangedHold> {
  const { hold: before } = await lockHold(manager, context, holdId);
  if (endOf(before) <= context.now.getTime()) return { before, after: before };
  const after = { ...before, liftedAt: context.now.getTime() };
  await updateHold(manager, context, { before, after });
  return { before, after };
}

async function lockHold(manager: EntityManager, context: HoldContext, holdId: string) {
  const found = await findHold(manager, context.workspaceId, holdId);
  if (found === null) throw notFound('hold', holdId);
  const accounts = await lockAccounts(manager, context, { keys: [found.account], currencies: new Map() });
  // Read again under the lock: somebody may have lifted it meanwhile.
  const hold = await findHold(manager, context.workspaceId, holdId);
  if (hold === null) throw notFound('hold', holdId);
  return { hold, zones: zoneHistory(accounts.get(hold.account)?.zones ?? []) };
}

async function invoiceIdOf(
  manager: EntityManager,
  workspaceId: string,
  { input, accountId }: { input: HoldInput; accountId: string },
): Promise<string | null> {
  if (input.invoice === undefined) return null;
  const invoices = await loadInvoicesByNumber(manager, workspaceId, [input.invoice]);
  const found = invoices.get(input.invoice);
  if (found?.accountId === accountId) return found.invoiceId;
  throw notFound(`invoice of ${input.account} numbered`, input.invoice);
}

/** Without its date nobody could say that a promise was broken, and a courtesy would be forgotten. */
const NEEDS_END: ReadonlySet<HoldReason> = new Set(['promiseToPay', 'courtesy']);

function checkEnd(check: RowCheck, reason: HoldReason, until: string | null): void {
  if (until !== null || !NEEDS_END.has(reason)) return;
  const what = reason === 'promiseToPay' ? 'promise to pay' : 'courtesy';
  check.refuse('until', 'required', `A ${what} needs the last date it covers.`);
}

function refuseProblems({ problems }: RowCheck): void {
  if (problems.length === 0) return;
  throw invalidRequest(problems.map(({ field, code, message }) => ({ path: field, code, message })));
}
