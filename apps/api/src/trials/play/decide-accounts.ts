import type { Moment } from '../../billing/billing-reader.js';
import { decideEntries, type DecidedSubject, type EntryQuery } from '../../runtime/decide/decide-entries.js';
import { trialRefused } from '../trial-refused.js';
import type { Trial } from './trial.js';

/** More subjects than a person looks through, and than one answer should carry. */
const MOST_SUBJECTS = 1_000;

/** Decides every subject of some accounts at a moment, whether or not it enters; refuses more than can be shown. */
export async function decideAccounts(
  { manager, automation, alsoRead }: Trial,
  moment: Moment,
  accountIds: readonly string[],
  more: Pick<EntryQuery, 'history' | 'eventOf'> = {},
): Promise<DecidedSubject[]> {
  const { decided, last } = await decideEntries(manager, {
    automation,
    moment,
    inZoneOnly: false,
    narrow: false,
    accountIds,
    alsoRead,
    limit: MOST_SUBJECTS + 1,
    ...more,
  });
  if (last !== null) {
    const message = `The accounts have more than ${MOST_SUBJECTS} subjects of this rule. Name fewer accounts.`;
    throw trialRefused('accounts', 'tooManySubjects', message);
  }
  for (const { decision } of decided) if (decision.kind === 'failed') throw decision.error;
  return decided;
}
