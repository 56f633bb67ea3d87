import type { BacktestEntry, BacktestLine, BacktestTotals } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { TestApp } from '../support/start-test-app.js';

export interface Backtested {
  entries: BacktestEntry[];
  totals: BacktestTotals;
}

/** Backtests a document over the API; throws unless it came to its totals. */
export async function backtest(
  { http }: TestApp,
  document: AutomationDocument,
  from: string,
  to: string,
): Promise<Backtested> {
  const response = await http.post('/api/v1/backtests').buffer(true).send({ document, from, to });
  if (response.status !== 200) throw new Error(response.text);
  const lines = response.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BacktestLine);
  const totals = lines.at(-1)!;
  if (totals.kind !== 'totals') throw new Error(JSON.stringify(totals));
  const entries = lines.slice(0, -1).map((line) => {
    if (line.kind !== 'entry') throw new Error(JSON.stringify(line));
    return line;
  });
  return { entries, totals };
}

/** "2012-02-16 1604-LIFKX" */
export const pairOf = ({ date, account }: BacktestEntry): string => `${date} ${account}`;
