import type { OverviewAttention } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { NowSql } from '../../billing/billing-reader.js';

/** How long an error is news: afterwards it is found with the evaluations of its automation. */
const DAYS = 7;

interface Row {
  id: string;
  name: string;
  date: string;
  problem: string | null;
  subjects: number;
}

/** Subjects that evaluations of the last days could not decide on, by automation, with the latest problem of each. */
export async function evaluationErrors(manager: EntityManager, now: NowSql): Promise<OverviewAttention> {
  const since = new Date(now.at - DAYS * 24 * 3_600_000).toISOString();
  const { text, values } = render(sql`
    select automation.automation_id as id, automation.name, max(failed.business_date) as date,
      (array_agg(failed.last_error order by failed.at desc) filter (where failed.last_error is not null))[1] as problem,
      sum(failed.errors + failed.disagreements)::integer as subjects
    from evaluations failed
    join automations automation
      on automation.workspace_id = ${now.workspaceSql} and automation.automation_id = failed.automation_id
    where failed.workspace_id = ${now.workspaceSql} and failed.at > ${since}::timestamptz
      and (failed.errors > 0 or failed.disagreements > 0)
    group by automation.automation_id, automation.name
    order by subjects desc, automation.name`);
  const rows = await manager.query<Row[]>(text, values);
  return {
    kind: 'evaluationErrors',
    count: rows.reduce((sum, { subjects }) => sum + subjects, 0),
    overdue: [],
    list: null,
    automations: rows.map(({ id, name, date, problem }) => ({
      id,
      name,
      date,
      problem: problem ?? DISAGREED,
    })),
  };
}

const DISAGREED = 'The query and the engine disagreed on whether subjects enter.';
