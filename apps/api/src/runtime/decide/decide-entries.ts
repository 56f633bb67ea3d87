import {
  decideEntry,
  mapInTurns,
  withEvent,
  type EntryDecision,
  type EntryHistory,
  type EntryMoment,
  type JourneyCause,
} from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { readSubjects, type FactField, type Moment, type ReadSubject } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from './automation-in-workspace.js';
import { factSourceOf } from './fact-source-of.js';
import { narrowToEntries } from './narrow.js';

/** Which subjects to decide, as of which moment. */
export interface EntryQuery {
  automation: AutomationInWorkspace;
  moment: Moment;
  /** Only accounts that live in the moment's zone on its date (S21); off for subjects that are named. */
  inZoneOnly: boolean;
  /** Leave out those of whom SQL knows that they do not enter. */
  narrow: boolean;
  accountIds?: readonly string[];
  subjectIds?: readonly string[];
  after?: string;
  limit: number;
  /** Facts to be read besides those the decision needs. */
  alsoRead?: readonly FactField[];
  /** Facts as they are decided on, where a trial has changed them in its own eyes (S13). */
  adjust?: (subject: ReadSubject) => ReadSubject;
  /** The event that asks about a subject; it tells the fields `event.*` and is part of some entry keys (S11). */
  eventOf?: (subjectId: string) => JourneyCause | undefined;
  /** Earlier starts, for `afterDays`; nobody has started before where it is absent. */
  history?: (subjectIds: readonly string[]) => Promise<(subjectId: string) => EntryHistory>;
}

/** One subject as decided on the facts of the moment, or why it could not be. */
export interface DecidedSubject {
  subject: ReadSubject;
  decision: EntryDecision | { kind: 'failed'; error: Error };
}

/** What was decided about some subjects. */
export interface Decided {
  decided: DecidedSubject[];
  /** Subjects on whom a complete SQL condition and the engine disagree: nothing may be done for them. */
  disagreements: ReadSubject[];
}

export interface DecidedEntries extends Decided {
  /** The last subject read; null when there were no more. */
  last: string | null;
}

/** One page of subjects who may enter, to be decided on the facts they were read with. */
export interface Candidates {
  subjects: ReadSubject[];
  /** The last of them; null when there are no more. */
  last: string | null;
  decide: (subjects: readonly ReadSubject[]) => Promise<Decided>;
}

/**
 * Decides one page of subjects: SQL narrows, the engine decides on the very values that came back (S0, S20). Live
 * evaluation, test runs and backtests all ask here.
 */
export async function decideEntries(manager: EntityManager, query: EntryQuery): Promise<DecidedEntries> {
  const { subjects, last, decide } = await readCandidates(manager, query);
  return { ...(await decide(subjects)), last };
}

/** The same in two steps, for who wants to do something with those decided first while the others are. */
export async function readCandidates(manager: EntityManager, query: EntryQuery): Promise<Candidates> {
  const { automation, moment, limit } = query;
  const source = factSourceOf(automation, moment);
  const narrowing = query.narrow ? narrowToEntries(automation, source, moment.date) : null;
  const subjects = await readSubjects(manager, {
    workspaceId: automation.workspaceId,
    subject: automation.prepared.document.subject,
    moment,
    source,
    fields: [...automation.fields, ...(query.alsoRead ?? [])],
    limit,
    ...(narrowing && { where: narrowing }),
    ...(query.inZoneOnly && { timeZone: moment.zone }),
    ...(query.accountIds && { accountIds: query.accountIds }),
    ...(query.subjectIds && { subjectIds: query.subjectIds }),
    ...(query.after !== undefined && { after: query.after }),
  });
  const historyOf = await query.history?.(subjects.map(({ subjectId }) => subjectId));
  const decideOne = async (subject: ReadSubject): Promise<DecidedSubject> => {
    const history = historyOf?.(subject.subjectId) ?? NO_HISTORY;
    const event = query.eventOf?.(subject.subjectId);
    const facts = withEvent(query.adjust?.(subject) ?? subject, event);
    const asked = { date: moment.date, ...(event && { eventId: event.id }) };
    return { subject, decision: await decideOrFail(automation, facts, asked, history) };
  };
  return {
    subjects,
    last: subjects.length < limit ? null : (subjects.at(-1)?.subjectId ?? null),
    decide: async (some) => {
      const decided = await mapInTurns(some, decideOne);
      const disagreeing = narrowing?.complete ? decided.filter(hasNoMatch) : [];
      return { decided, disagreements: disagreeing.map(({ subject }) => subject) };
    },
  };
}

const NO_HISTORY: EntryHistory = { lastStartOn: () => null };

const hasNoMatch = ({ decision }: DecidedSubject): boolean => decision.kind === 'noMatch';

/** One subject whose facts cannot be decided on must not keep the others from being decided. */
async function decideOrFail(
  automation: AutomationInWorkspace,
  subject: ReadSubject,
  moment: EntryMoment,
  history: EntryHistory,
): Promise<DecidedSubject['decision']> {
  try {
    return await decideEntry(automation.prepared, subject, moment, history);
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
