import type { JourneyEnd } from '@dunwell/engine';

/** Why a journey of a trial ended, in words; nobody stops one. */
export function endWords(end: Exclude<JourneyEnd, { kind: 'stopped' }>): string {
  switch (end.kind) {
    case 'completed':
      return 'Completed.';
    case 'exit':
      return end.label;
    case 'exitStep':
      return end.reason;
    case 'streakEnded':
      return 'The streak whose day it waited for is over.';
    case 'excluded':
      return 'The account is left out by a hold.';
    case 'expired':
      return 'It was held back for too long.';
    case 'superseded':
      return 'A newer journey took its place while it was held back.';
  }
}
