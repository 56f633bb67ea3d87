import type { OutcomeOfEvent } from './event-outcomes.js';
import type { StartAsked, Started } from './start-subjects.js';

/** A start that an event asks for; a paused automation would have begun nothing, however young the event (S16). */
export type EventStart = StartAsked & { eventId: string; isPaused: boolean };

/** What became of a start, as it is written down. */
export function outcomeOf(start: EventStart, started: Started): OutcomeOfEvent {
  const { eventId, automationId, subjectId, accountId, version, isPaused } = start;
  const of = { eventId, automationId, subjectId, accountId, version };
  switch (started.kind) {
    case 'noSubject':
      return { ...of, outcome: 'noSubject' };
    case 'failed':
      return { ...of, outcome: 'failed', problem: started.error.message };
    case 'noMatch':
      return { ...of, outcome: 'entryFails', explanation: { entry: started.entry } };
    case 'noStep':
      return { ...of, outcome: 'noEffect', ...reasons(started) };
    case 'exitHolds':
      return { ...of, outcome: 'exitHolds', exitId: started.exit.exit.id, ...reasons(started) };
    case 'tooSoon':
      return { ...of, outcome: 'tooSoon', ...reasons(started) };
    case 'late':
      return {
        ...of,
        outcome: 'missed',
        missedBecause: isPaused ? 'paused' : 'late',
        ...entering(started),
      };
    case 'endedBeforeActing':
      return { ...of, outcome: 'endedBeforeActing', exitId: started.exitId, ...entering(started) };
    case 'entered':
      return { ...of, outcome: 'entered', journeyId: started.journeyId, ...entering(started) };
    case 'excluded':
    case 'alreadyEntered':
      return { ...of, outcome: started.kind, ...entering(started) };
  }
}

type Reasons = Extract<Started, { kind: 'noStep' }>;

const reasons = ({ entry, branches, path }: Pick<Reasons, 'entry' | 'branches' | 'path'>) => ({
  explanation: { entry, branches },
  path,
});

const entering = ({ decision }: Extract<Started, { kind: 'entered' }> | { decision: Entering }) => ({
  ...reasons(decision),
  entryKey: decision.key,
});

type Entering = Extract<Started, { kind: 'entered' }>['decision'];
