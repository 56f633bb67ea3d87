import type { Start, StartOutcome, SubjectReference } from '@dunwell/contract';
import { explanationInWords, type Explanation } from '@dunwell/language';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { outcomeWords } from '../events/outcome-words.js';
import type { Started } from '../events/start-subjects.js';

/** What a start by hand came to for one subject, in words. */
export function toStart(ready: ReadyVersion, subject: SubjectReference, started: Started): Start {
  const { document } = ready.prepared;
  const told = (outcome: StartOutcome, words: string, journeyId: string | null = null): Start => ({
    ...{ subject, outcome, words, journeyId },
  });
  const plain = (outcome: Exclude<StartOutcome, 'started'>): Start =>
    told(outcome, outcomeWords({ outcome, missedBecause: null, exitLabel: null, problem: null }));
  const exitHolds = (id: string): Start => {
    const exitLabel = document.exit.find((exit) => exit.id === id)?.label ?? null;
    return told(
      'exitHolds',
      outcomeWords({ outcome: 'exitHolds', missedBecause: null, exitLabel, problem: null }),
    );
  };
  switch (started.kind) {
    case 'entered':
      return told('started', 'Started a journey.', started.journeyId);
    case 'noMatch':
      return told('entryFails', entryFails(started.entry, ready));
    case 'exitHolds':
      return exitHolds(started.exit.exit.id);
    case 'endedBeforeActing':
      return exitHolds(started.exitId);
    case 'failed':
      return told('failed', `It could not be decided: ${started.error.message}.`);
    case 'noStep':
      return plain('noEffect');
    case 'noSubject':
      return told('noSubject', 'The account has nothing that this rule is about.');
    case 'tooSoon':
    case 'alreadyEntered':
    case 'excluded':
      return plain(started.kind);
    case 'late':
      throw new Error('Nothing that is started by hand is late.');
  }
}

/** Names what would have to be otherwise, as far as it lies in single comparisons. */
function entryFails(entry: Explanation, { prepared: { document }, context }: ReadyVersion): string {
  const failing = explanationInWords(entry, document, context)
    .filter(({ mark, required }) => mark === 'fails' && required !== null)
    .map(({ label, required, actual }) => `${label} must be ${required} and is ${actual}`);
  return failing.length === 0
    ? 'The entry condition does not hold.'
    : `The entry condition does not hold: ${failing.join('; ')}.`;
}
