import type { EventOutcomeKind } from '@dunwell/contract';
import type { StoredOutcome } from './list-events.js';

type Told = Pick<StoredOutcome, 'outcome' | 'missedBecause' | 'exitLabel' | 'problem'>;

/** What an event came to, in words. */
export const outcomeWords = (outcome: Told): string => WORDS[outcome.outcome](outcome);

const anExit = ({ exitLabel }: Pick<Told, 'exitLabel'>): string => (exitLabel ? `“${exitLabel}”` : 'An exit');

const wasMissed = ({ missedBecause }: Told): string =>
  missedBecause === 'paused'
    ? 'The automation was paused before it was its turn.'
    : 'It was heard of too late to be acted on.';

const WORDS: Readonly<Record<EventOutcomeKind, (outcome: Told) => string>> = {
  entered: () => 'Started a journey.',
  entryFails: () => 'The entry condition does not hold.',
  noEffect: () => 'The entry holds, but the path taken leads to no step.',
  exitHolds: (outcome) => `${anExit(outcome)} holds already: no journey begins.`,
  tooSoon: () => 'The last journey on this path began too short a time ago.',
  alreadyEntered: () => 'It has entered before, and may not enter again yet.',
  endedBeforeActing: (outcome) => `${anExit(outcome)} held when it was its turn: no journey began.`,
  excluded: () => 'Left out by a hold on the account.',
  missed: (outcome) => `Missed. ${wasMissed(outcome)}`,
  dismissed: (outcome) => `Dismissed. ${wasMissed(outcome)}`,
  skipped: () => 'It happened before a large import brought the account: backlog.',
  notLive: () => 'The automation was not live when it happened.',
  noSubject: () => 'It is about nothing that this rule is about.',
  failed: ({ problem }) => `It could not be decided: ${problem ?? 'nobody knows why'}.`,
};
