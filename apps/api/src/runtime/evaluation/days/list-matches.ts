import type { EvaluatedMatch, MatchOutcome, MissedBecause, SubjectReference } from '@dunwell/contract';
import { render, sql, type EntryReasons } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { catalogueContext } from '../../../automations/catalogue-context.js';
import { accountStanding } from '../../../billing/billing-reader.js';
import { allOf } from '../../../platform/database/all-of.js';
import { subjectReference } from '../../subject-keys.js';
import { explainMatch } from './explain-match.js';

/** Which matches of a date are listed; `after`: the last one of the page before. */
export interface MatchQuery {
  date: string;
  outcome?: MatchOutcome | undefined;
  after?: { account: string; subjectId: string } | undefined;
  limit: number;
}

/** A match as it is stored. */
export interface MatchRow {
  subjectId: string;
  subject: SubjectReference;
  accountName: string | null;
  timeZone: string;
  version: number;
  currency: string;
  overdue: number;
  outcome: MatchOutcome;
  missedBecause: MissedBecause | null;
  exitId: string | null;
  lateData: boolean;
  journeyId: string | null;
  explanation: Pick<EntryReasons, 'entry' | 'branches'>;
  document: AutomationDocument;
}

export type ListedMatch = EvaluatedMatch & { subjectId: string };

/** Who matched on a date, by account key, each with what it owed at the instant of its evaluation and why it matched. */
export async function listMatches(
  manager: EntityManager,
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
  { date, outcome, after, limit }: MatchQuery,
): Promise<ListedMatch[]> {
  const standing = accountStanding(sql`e.at`);
  const conditions = [
    sql`m.automation_id = ${automationId}::uuid`,
    sql`m.business_date = ${date}::date`,
    outcome && sql`m.outcome = ${outcome}`,
    after && sql`(account.key, m.subject_id) > (${after.account}::text, ${after.subjectId}::uuid)`,
  ];
  const { text, values } = render(sql`
    select m.subject_id as "subjectId", ${subjectReference('m')} as subject, ${standing.name} as "accountName",
      m.time_zone as "timeZone", m.version, account.currency, ${standing.overdue} as overdue, m.outcome,
      m.missed_because as "missedBecause", m.exit_id as "exitId", m.late_data as "lateData",
      j.journey_id as "journeyId", m.explanation, v.document
    from matches m
    join evaluations e on e.workspace_id = m.workspace_id and e.automation_id = m.automation_id
      and e.time_zone = m.time_zone and e.business_date = m.business_date
    join accounts account on account.workspace_id = m.workspace_id and account.account_id = m.account_id
    join automation_versions v on v.workspace_id = m.workspace_id and v.automation_id = m.automation_id
      and v.version = m.version
    left join journeys j on j.workspace_id = m.workspace_id and j.automation_id = m.automation_id
      and j.entry_key = m.entry_key and j.business_date = m.business_date and m.outcome = 'entered'
    ${standing.joins}
    where ${allOf(sql`m.workspace_id = ${workspaceId}::uuid`, ...conditions)}
    order by account.key, m.subject_id
    limit ${limit}`);
  const rows = await manager.query<MatchRow[]>(text, values);
  const context = await catalogueContext(manager, workspaceId);
  return rows.map((row) => ({ subjectId: row.subjectId, ...explainMatch(row, context) }));
}
