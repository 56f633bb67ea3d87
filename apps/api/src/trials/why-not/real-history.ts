import type { EntryQuery } from '../../runtime/decide/decide-entries.js';
import { startHistory } from '../../runtime/decide/start-history.js';
import type { Trial } from '../play/trial.js';

/** What an automation really did with subjects before a date, for decisions that ask for it (`afterDays`, S11). */
export function realHistory(
  { manager, automation: { workspaceId, prepared } }: Trial,
  automationId: string,
  date: string,
): Pick<EntryQuery, 'history'> {
  const { reentry } = prepared.document.entry;
  if (reentry.kind !== 'afterDays') return {};
  const { days } = reentry;
  return { history: (ids) => startHistory(manager, { workspaceId, automationId, date, days }, ids) };
}
