import { setImmediate as turn } from 'node:timers/promises';
import { conjunction, type FactRow, type PreparedCondition, prepareCondition } from '@dunwell/engine';
import type { AutomationDocument, Condition } from '@dunwell/language';
import QueryStream from 'pg-query-stream';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { fieldsOf } from '../automations/catalogue-context.js';
import type { BareQuery } from './bare-sql.js';

/** The rows a turn of the event loop decides; the same as the product's. */
const ROWS_PER_TURN = 200;

type Row = FactRow & { account_id: string; currency: string };

/**
 * What one does who has json-rules-engine and no narrowing: every account's facts as a stream in constant memory, and
 * the rule decided on each of them in Node. Stores nothing.
 */
export async function streamedEngine(
  dataSource: DataSource,
  document: AutomationDocument,
  { workspaceId, date, at }: BareQuery,
): Promise<string[]> {
  const rule = preparedRule(document);
  const runner = dataSource.createQueryRunner();
  const ids: string[] = [];
  try {
    const client = (await runner.connect()) as pg.PoolClient;
    const rows = client.query(new QueryStream(FACTS, [workspaceId, date, at], { batchSize: 1_000 }));
    let decided = 0;
    for await (const row of rows as AsyncIterable<Row>) {
      const { holds } = await rule.evaluate(row, row.currency);
      if (holds) ids.push(row.account_id);
      if (++decided % ROWS_PER_TURN === 0) await turn();
    }
  } finally {
    await runner.release();
  }
  return ids;
}

/** One rule: the entry and any of its cases. */
function preparedRule(document: AutomationDocument): PreparedCondition {
  const cases = Object.values(document.steps).flatMap((step): Condition[] =>
    step.kind === 'branch' ? step.cases.map(({ when }) => when) : [],
  );
  const context = { attributes: { account: {}, invoice: {} }, currencies: [], customEvents: {} };
  return prepareCondition(
    conjunction([document.entry.when, cases.length === 0 ? null : { any: cases }]),
    fieldsOf(document, context),
  );
}

/** The facts that the example asks for, under the names of its fields. */
const FACTS = `
  select a.account_id, a.currency,
    $2::date - t.opened_on + 1 as "account.pastDueStreakDays",
    t.overdue as "account.overdueBalance",
    (select count(*)::integer
     from subscription_states s
     where s.workspace_id = a.workspace_id and s.account_id = a.account_id
       and s.status in ('active', 'trialing', 'pastDue') and s.from_at <= $3 and s.to_at > $3
       and s.started_on <= $2 and (s.ended_on is null or s.ended_on > $2)
    ) as "account.activeSubscriptionCount"
  from accounts a
  join account_timeline t on t.workspace_id = a.workspace_id and t.account_id = a.account_id
    and t.from_at <= $3 and t.to_at > $3
  where a.workspace_id = $1
  order by a.account_id`;
