import type { AutomationSummary } from '@dunwell/contract';
import type { Format } from '../../format/use-format.js';

/** When automations were last evaluated, and whether anything was missed; empty before the first time. */
export function standingWords(
  summaries: readonly Pick<AutomationSummary, 'lastRun' | 'missed'>[],
  format: Format,
): string {
  const runs = summaries.flatMap(({ lastRun }) => (lastRun ? [lastRun] : []));
  const date = runs
    .map((run) => run.date)
    .sort()
    .at(-1);
  if (date === undefined) return '';
  const when = date === format.today ? 'today' : format.date(date);
  if (runs.some((run) => run.date === date && !run.finished)) return `Being evaluated for ${when}`;
  const missed = summaries.reduce((sum, summary) => sum + summary.missed, 0);
  return `Evaluated ${when}, ${missed === 0 ? 'all dates accounted for' : `${missed.toLocaleString()} missed`}`;
}
