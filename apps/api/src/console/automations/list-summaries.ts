import type { AutomationStatus, AutomationSummary } from '@dunwell/contract';
import { addDays, businessDateAt } from '@dunwell/engine';
import { checkDocument, type AutomationDocument, type CatalogueContext } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { listAutomations, toAutomation, type AutomationRecord } from '../../automations/automation-record.js';
import { catalogueContext } from '../../automations/catalogue-context.js';
import { RUNNABLE } from '../../automations/runnable.js';
import { zonesInUse } from '../../billing/billing-reader.js';
import { mustGet } from '../../platform/must.js';
import { nextRuns } from '../../runtime/figures/next-runs.js';
import { listFigures, type AutomationFigures } from './list-figures.js';
import { liveDocuments } from './live-documents.js';
import { sentenceTokens } from './sentence-tokens.js';

/** For how many dates of the workspace entries are shown. */
const SHOWN_DATES = 30;

/** Whose automations, and when: business now and the workspace's zone. */
export interface SummaryContext {
  workspaceId: string;
  now: Date;
  timeZone: string;
}

/** Automations in order of creation, each with its sentence and its figures. */
export async function listSummaries(
  manager: EntityManager,
  context: SummaryContext,
  filter: {
    automationId?: string;
    status?: AutomationStatus | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<AutomationSummary[]> {
  const { workspaceId, now, timeZone } = context;
  const records = await listAutomations(manager, workspaceId, filter);
  const automationIds = records.map(({ automationId }) => automationId);
  const today = businessDateAt(now.getTime(), timeZone);
  const since = addDays(today, 1 - SHOWN_DATES);
  const live = await liveDocuments(manager, workspaceId, automationIds);
  const figures = await listFigures(manager, { workspaceId, automationIds, since });
  const catalogue = await catalogueContext(manager, workspaceId);
  const zones = await zonesInUse(manager, workspaceId, today);
  return records.map((record) => {
    const document = live.get(record.automationId) ?? record.document;
    return {
      ...toAutomation(record),
      describes: live.has(record.automationId) ? 'live' : 'draft',
      ...describe(document, catalogue),
      problems: errorsOf(record, catalogue),
      nextRuns: record.status === 'live' ? nextRuns(document.trigger, zones, now) : [],
      ...told(mustGet(figures, record.automationId), since),
    };
  });
}

function describe(
  document: AutomationDocument,
  catalogue: CatalogueContext,
): Pick<AutomationSummary, 'subject' | 'sentence' | 'tokens'> {
  const tokens = sentenceTokens(document, catalogue);
  return { subject: document.subject, sentence: tokens.map(({ text }) => text).join(''), tokens };
}

/** What keeps the draft from being published; a draft that is live already was published. */
function errorsOf({ document, draftDiffers }: AutomationRecord, catalogue: CatalogueContext): number {
  if (!draftDiffers) return 0;
  const problems = checkDocument(document, catalogue, { mode: 'publish', runnable: RUNNABLE });
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** Figures with every date of the time shown. */
function told(
  { lastRun, underWay, missed, needsAttention, entered, paused }: AutomationFigures,
  since: string,
): Pick<
  AutomationSummary,
  'lastRun' | 'underWay' | 'missed' | 'needsAttention' | 'enteredByDate' | 'entered' | 'paused'
> {
  const byDate = new Map(entered.map((one) => [one.date, one.entered]));
  const dates = Array.from({ length: SHOWN_DATES }, (_, days) => addDays(since, days));
  const enteredByDate = dates.map((date) => ({ date, entered: byDate.get(date) ?? 0 }));
  return {
    ...{ lastRun, underWay, missed, needsAttention, enteredByDate },
    entered: enteredByDate.reduce((sum, day) => sum + day.entered, 0),
    paused: paused && { ...paused, since: new Date(paused.since).toISOString() },
  };
}
