import type { JourneyWaiting } from '@dunwell/contract';

const WAITS_FOR: Readonly<Record<JourneyWaiting['for'], string>> = {
  date: 'A date',
  hours: 'Hours to pass',
  streakDay: 'A day of the streak',
  sendWindow: 'The next send window',
  condition: 'Its condition',
  nextPass: 'The next pass',
  outcome: 'Its delivery',
  operator: 'A decision',
};

/** What a journey waits for and until when, in a few words; empty where it waits for nothing. */
export function waitingWords(waiting: JourneyWaiting | null, instant: (instant: string) => string): string {
  if (waiting === null) return '';
  const { until } = waiting;
  return [WAITS_FOR[waiting.for], ...(until === null ? [] : [`until ${instant(until)}`])].join(', ');
}
