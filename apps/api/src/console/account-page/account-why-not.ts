import type { AccountWhyNot, AutomationWhyNot, Journey } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { accountByKey } from '../../billing/billing-reader.js';
import { AppError, notFound } from '../../platform/http/app-error.js';
import { groupBy } from '../../platform/group-by.js';
import { newTrial } from '../../trials/play/trial.js';
import { refuseEventFields } from '../../trials/refuse-event-fields.js';
import { trialDocument } from '../../trials/trial-document.js';
import { explainAccount } from '../../trials/why-not/why-not.js';
import { liveAutomations, type LiveAutomation } from './live-automations.js';

/** How many journeys of each automation are named. */
const MOST_ENTERED = 10;

export interface WhyNotQuery {
  workspaceId: string;
  key: string;
  now: Date;
}

/** Why an account does not enter the live automations, and on what dates it will, from the one snapshot of the manager. */
export async function accountWhyNot(
  manager: EntityManager,
  { workspaceId, key, now }: WhyNotQuery,
): Promise<AccountWhyNot> {
  const account = await accountByKey(manager, workspaceId, key);
  if (account === null) throw notFound('account', key);
  const who = { workspaceId, accountId: account.accountId, now };
  const entered = await journeysOf(manager, who);
  const automations: AutomationWhyNot[] = [];
  for (const automation of await liveAutomations(manager, workspaceId, account.accountId)) {
    const answer = await explain(manager, who, automation);
    automations.push({
      automation: { id: automation.id, name: automation.name },
      version: automation.version,
      entered: entered.get(automation.id) ?? [],
      ...answer,
    });
  }
  return { account: key, asOf: now.toISOString(), automations };
}

interface Who {
  workspaceId: string;
  accountId: string;
  now: Date;
}

/** One automation that cannot be explained must not keep the others from being. */
async function explain(
  manager: EntityManager,
  { workspaceId, accountId, now }: Who,
  { id: automationId, version }: LiveAutomation,
): Promise<Pick<AutomationWhyNot, 'asOf' | 'subjects' | 'problem'>> {
  try {
    const tried = await trialDocument(manager, workspaceId, { automationId, version });
    refuseEventFields(tried.document);
    const trial = newTrial(manager, workspaceId, tried);
    const answer = await explainAccount(trial, { automationId, accountId, now: now.getTime() });
    return { ...answer, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { asOf: now.toISOString(), subjects: [], problem: error.message };
  }
}

interface EnteredRow {
  automationId: string;
  date: string;
  journeyId: string;
  status: Journey['status'];
}

/** The latest journeys of an account, by automation. */
async function journeysOf(
  manager: EntityManager,
  { workspaceId, accountId }: Who,
): Promise<Map<string, AutomationWhyNot['entered']>> {
  const rows = await manager.query<EnteredRow[]>(
    `select automation_id as "automationId", business_date as date, journey_id as "journeyId", status
     from (
       select *, row_number() over (partition by automation_id order by entered_at desc, journey_id desc) as place
       from journeys where workspace_id = $1 and account_id = $2
     ) journey
     where place <= $3
     order by automation_id, place`,
    [workspaceId, accountId, MOST_ENTERED],
  );
  return groupBy(
    rows,
    ({ automationId }) => automationId,
    ({ automationId: _, ...journey }) => journey,
  );
}
