import type { Moment, ReadSubject } from '../../billing/billing-reader.js';
import { decideEntries, type DecidedSubject, type EntryQuery } from '../../runtime/decide/decide-entries.js';
import type { RecentStarts } from '../backtest/recent-starts.js';
import type { Trial } from './trial.js';

/** How many subjects one statement decides on. */
const PAGE = 1_000;

/**
 * Who would enter at a moment, page by page. The database knows nothing of what the trial itself has done, so accounts
 * it has changed are decided without narrowing, on their facts as the trial sees them.
 */
export async function* decideAt(
  trial: Trial,
  moment: Moment,
  starts: RecentStarts,
): AsyncGenerator<DecidedSubject[]> {
  const changed = trial.ownEffects.accountIds();
  const isChanged = new Set(changed);
  const query = {
    automation: trial.automation,
    moment,
    inZoneOnly: true,
    alsoRead: trial.alsoRead,
    limit: PAGE,
    history: () => Promise.resolve((subjectId: string) => starts.of(subjectId)),
    adjust: (subject: ReadSubject) => trial.ownEffects.appliedTo(subject, moment),
  };
  for await (const page of pages(trial, { ...query, narrow: true })) {
    yield page.filter(({ subject }) => !isChanged.has(subject.accountId));
  }
  for (let from = 0; from < changed.length; from += PAGE) {
    const accountIds = changed.slice(from, from + PAGE);
    yield* pages(trial, { ...query, narrow: false, accountIds });
  }
}

async function* pages({ manager }: Trial, query: EntryQuery): AsyncGenerator<DecidedSubject[]> {
  let after: string | null = null;
  do {
    const { decided, last } = await decideEntries(manager, { ...query, ...(after !== null && { after }) });
    const failed = decided.find(({ decision }) => decision.kind === 'failed');
    if (failed?.decision.kind === 'failed') throw failed.decision.error;
    yield decided;
    after = last;
  } while (after !== null);
}
