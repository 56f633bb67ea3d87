import type { Instant } from '@dunwell/engine';
import { heldBackFacts } from '../../billing/billing-reader.js';
import type { Trial } from './trial.js';

/** Those of some accounts that a hold leaves out at an instant: it keeps their journeys from beginning (S14). */
export async function excludedAccounts(
  { manager, automation }: Trial,
  accountIds: readonly string[],
  at: Instant,
): Promise<Set<string>> {
  const facts = await heldBackFacts(manager, automation.workspaceId, accountIds, at);
  return new Set(
    [...facts].flatMap(([accountId, { holds }]) =>
      holds.some(({ invoiceId, leaveOut }) => invoiceId === null && leaveOut) ? [accountId] : [],
    ),
  );
}
