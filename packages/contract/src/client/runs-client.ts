import type {
  AutomationSummary,
  AutomationSummaryFilter,
  NextRunReach,
  StepFigures,
} from '../automation-figures.js';
import type {
  EvaluatedMatch,
  EvaluationDay,
  EvaluationDayWithZones,
  MatchOutcome,
} from '../evaluation-days.js';
import type { DecideLargeRunRequest } from '../missed.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** What automations do from day to day, as figures and lists. */
export class RunsClient {
  constructor(private readonly connection: Connection) {}

  /** Automations with their sentence and their figures, in order of creation. */
  listSummaries(filter: PageRequest & AutomationSummaryFilter = {}): Promise<Page<AutomationSummary>> {
    return this.connection.json('GET', '/automation-summaries', { query: { ...filter } });
  }

  /** One of them. */
  getSummary(automationId: string): Promise<AutomationSummary> {
    return this.connection.json('GET', `/automation-summaries/${encodeURIComponent(automationId)}`);
  }

  /** Whom the next run of each zone reaches if nothing changes until then. */
  getNextRun(automationId: string): Promise<NextRunReach> {
    return this.connection.json('GET', automation(automationId, '/next-run'));
  }

  /** Releases a run that would act on far more than ever, or dismisses what it found (S10). */
  decideLargeRun(automationId: string, request: DecideLargeRunRequest): Promise<void> {
    return this.connection.done('POST', automation(automationId, '/large-run/decide'), { json: request });
  }

  /** What stands at each step, and what became of it in the last 30 days. */
  getStepFigures(automationId: string): Promise<StepFigures> {
    return this.connection.json('GET', automation(automationId, '/steps'));
  }

  /** The dates that were evaluated, the newest first, each as one funnel over its zones. */
  listDays(automationId: string, page: PageRequest = {}): Promise<Page<EvaluationDay>> {
    return this.connection.json('GET', automation(automationId, '/evaluation-days'), { query: { ...page } });
  }

  /** One date with its zones and what became of those who matched. */
  getDay(automationId: string, date: string): Promise<EvaluationDayWithZones> {
    return this.connection.json('GET', automation(automationId, `/evaluations/${encodeURIComponent(date)}`));
  }

  /** Who matched on a date, by account key, with every condition explained. */
  listMatches(
    automationId: string,
    date: string,
    filter: PageRequest & { outcome?: MatchOutcome } = {},
  ): Promise<Page<EvaluatedMatch>> {
    const path = automation(automationId, `/evaluations/${encodeURIComponent(date)}/matches`);
    return this.connection.json('GET', path, { query: { ...filter } });
  }
}

const automation = (id: string, rest: string): string => `/automations/${encodeURIComponent(id)}${rest}`;
