import type { AutomationSummary } from '@dunwell/contract';
import { dateIn, zoneName } from '../../format/dates.js';
import type { Format } from '../../format/use-format.js';

export interface TwoLines {
  title: string;
  detail: string;
}

type Running = Pick<
  AutomationSummary,
  'status' | 'nextRuns' | 'tokens' | 'paused' | 'problems' | 'liveVersion'
>;

/** When an automation runs next, or why it does not. */
export function nextRunWords(automation: Running, format: Format): TwoLines {
  const words = WORDS[automation.status];
  return words(automation, format);
}

const WORDS: Readonly<
  Record<AutomationSummary['status'], (automation: Running, format: Format) => TwoLines>
> = {
  live: ({ nextRuns: [first, ...others], tokens }, format) => {
    if (!first) return { title: 'On each event', detail: eventWords(tokens) };
    const zones =
      others.length === 0 ? '' : `, then ${others.length} more ${others.length === 1 ? 'zone' : 'zones'}`;
    return { title: runWords(first, format), detail: zoneName(first.timeZone) + zones };
  },
  paused: ({ paused }, format) => ({
    title: paused ? `Paused ${format.day(dateIn(paused.since, format.timeZone))}` : 'Paused',
    detail: paused?.by ? `by ${paused.by}` : '',
  }),
  draft: ({ problems }) => ({
    title: 'Not published',
    detail: problems > 0 ? `${problems} ${problems === 1 ? 'problem' : 'problems'}` : 'Ready to publish',
  }),
  archived: () => ({ title: 'Stopped for good', detail: '' }),
};

/** `Today, 09:00`, `Wed 25 Nov, 09:00`. */
export function runWords(
  { at, date, timeZone }: AutomationSummary['nextRuns'][number],
  format: Format,
): string {
  const words = format.instant(at, timeZone);
  return date === format.today ? `Today, ${words}` : words;
}

/** What it waits for: "a payment fails". */
const eventWords = (tokens: AutomationSummary['tokens']): string =>
  tokens.find(({ kind }) => kind === 'trigger')?.text ?? '';
