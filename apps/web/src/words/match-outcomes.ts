import type { MatchOutcome } from '@dunwell/contract';
import type { Tone } from '../parts/tone-pill.js';

/** What became of somebody who would enter, in a word or two. */
export const MATCH_OUTCOME_WORDS: Readonly<Record<MatchOutcome, { label: string; tone: Tone }>> = {
  pending: { label: 'To be acted on', tone: 'accent' },
  entered: { label: 'Entered', tone: 'success' },
  alreadyEntered: { label: 'Entered before', tone: 'plain' },
  endedBeforeActing: { label: 'Ended before acting', tone: 'plain' },
  excluded: { label: 'Left out by a hold', tone: 'plain' },
  skipped: { label: 'Skipped as backlog', tone: 'plain' },
  missed: { label: 'Missed', tone: 'warning' },
  dismissed: { label: 'Dismissed', tone: 'plain' },
};
