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

/** How many rows each table holds. */
export async function rowCounts({ dataSource }: TestApp): Promise<Record<string, number>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await dataSource.query<{ count: number }[]>(
      `select count(*)::integer as count from "${name}"`,
    );
    counts[name] = row?.count ?? -1;
  }
  return counts;
}
