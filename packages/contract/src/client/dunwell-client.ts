import type {
  Automation,
  AutomationWithDraft,
  CreateAutomationRequest,
  EvaluateRequest,
  EvaluateResult,
  Evaluation,
  ExportResult,
  PublishRequest,
  PublishResult,
  SaveDraftRequest,
  ValidateRequest,
  ValidateResult,
  WhyNotResult,
} from '../automations.js';
import type { BillingEntity, ImportMapping } from '../billing.js';
import { IMPORT_MAPPING_HEADER, type Import, type ImportLine } from '../imports.js';
import type { Page } from '../page.js';
import type { DiaryRequest, DiaryResult } from '../diary.js';
import type { BacktestLine, BacktestRequest, TestRunRequest, TestRunResult } from '../trials.js';
import type { Overview } from '../overview.js';
import { AccountsClient } from './accounts-client.js';
import { BillingClient } from './billing-client.js';
import { Connection, type ConnectionOptions } from './connection.js';
import { encodeMapping } from './encode-mapping.js';
import { EventsClient } from './events-client.js';
import { HistoryClient } from './history-client.js';
import { HoldsClient } from './holds-client.js';
import { LiveClient } from './live-client.js';
import type { PageRequest } from './page-request.js';
import { WebhookEndpointsClient } from './webhook-endpoints-client.js';
import { IdentityClient } from './identity-client.js';
import { InvoicesClient } from './invoices-client.js';
import { ViewsClient } from './views-client.js';
import { ImportsClient } from './imports-client.js';
import { MEDIA_TYPES, type FileFormat } from './media-types.js';
import { RuleTestsClient } from './rule-tests-client.js';
import { RunsClient } from './runs-client.js';
import { WorkClient } from './work-client.js';
import { WorkspaceClient } from './workspace-client.js';

export interface ImportFile {
  body: NonNullable<RequestInit['body']>;
  format: FileFormat;
  fileName?: string;
  mapping?: ImportMapping;
  signal?: AbortSignal;
}

/**
 * Every route of the API as a method, in browsers and in Node: automations, trials and imports here, the others by
 * what they are about. A refused request is thrown as `ProblemError`, a server that cannot be reached as
 * `UnreachableError`.
 */
export class DunwellClient {
  readonly accounts: AccountsClient;
  readonly billing: BillingClient;
  readonly events: EventsClient;
  readonly identity: IdentityClient;
  readonly holds: HoldsClient;
  readonly invoices: InvoicesClient;
  readonly views: ViewsClient;
  readonly history: HistoryClient;
  readonly work: WorkClient;
  readonly runs: RunsClient;
  readonly ruleTests: RuleTestsClient;
  readonly imports: ImportsClient;
  readonly workspace: WorkspaceClient;
  readonly webhookEndpoints: WebhookEndpointsClient;
  readonly live: LiveClient;
  private readonly connection: Connection;

  constructor(options: ConnectionOptions) {
    this.connection = new Connection(options);
    this.accounts = new AccountsClient(this.connection);
    this.billing = new BillingClient(this.connection);
    this.events = new EventsClient(this.connection);
    this.identity = new IdentityClient(this.connection);
    this.holds = new HoldsClient(this.connection);
    this.invoices = new InvoicesClient(this.connection);
    this.views = new ViewsClient(this.connection);
    this.history = new HistoryClient(this.connection);
    this.work = new WorkClient(this.connection);
    this.runs = new RunsClient(this.connection);
    this.ruleTests = new RuleTestsClient(this.connection);
    this.imports = new ImportsClient(this.connection);
    this.workspace = new WorkspaceClient(this.connection);
    this.webhookEndpoints = new WebhookEndpointsClient(this.connection);
    this.live = new LiveClient(this.connection);
  }

  /** What is owed now, what automations did, and what needs attention. */
  overview(): Promise<Overview> {
    return this.connection.json('GET', '/overview');
  }

  /** Uploads a file; the lines tell how far it is, the last is the summary or the problem that ended it. */
  importFile(entity: BillingEntity, file: ImportFile): AsyncGenerator<ImportLine> {
    const { body, format, fileName, mapping, signal } = file;
    return this.connection.lines<ImportLine>('POST', `/imports/${entity}`, {
      query: { fileName },
      headers: {
        'Content-Type': MEDIA_TYPES[format],
        ...(mapping ? { [IMPORT_MAPPING_HEADER]: encodeMapping(mapping) } : {}),
      },
      body,
      signal,
    });
  }

  /** Imports, the newest first. */
  listImports(page: PageRequest = {}): Promise<Page<Import>> {
    return this.connection.json('GET', '/imports', { query: { ...page } });
  }

  /** How far one import is. */
  getImport(id: string): Promise<Import> {
    return this.connection.json('GET', `/imports/${encodeURIComponent(id)}`);
  }

  /** The rejected lines of an import as CSV: line, column, reason, raw. */
  getRejections(id: string): Promise<string> {
    return this.connection.text('GET', `/imports/${encodeURIComponent(id)}/rejections`);
  }

  /** Checks a document as strictly as for publishing (S18). */
  validate(request: ValidateRequest): Promise<ValidateResult> {
    return this.connection.json('POST', '/automations/validate', { json: request });
  }

  /** Creates an automation with its draft. */
  createAutomation(request: CreateAutomationRequest): Promise<Automation> {
    return this.connection.json('POST', '/automations', { json: request });
  }

  /** Automations, all or those of one name. */
  listAutomations(page: PageRequest & { name?: string } = {}): Promise<Page<Automation>> {
    return this.connection.json('GET', '/automations', { query: { ...page } });
  }

  /** An automation with its draft. */
  getAutomation(id: string): Promise<AutomationWithDraft> {
    return this.connection.json('GET', automation(id));
  }

  /** Saves the draft; a stale revision is refused with the current one (409). */
  saveDraft(id: string, request: SaveDraftRequest): Promise<Automation> {
    return this.connection.json('PUT', automation(id, '/draft'), { json: request });
  }

  /** Makes the draft an immutable version and evaluates it from now on (S12, S16). */
  publish(id: string, request: PublishRequest): Promise<PublishResult> {
    return this.connection.json('POST', automation(id, '/publish'), { json: request });
  }

  /** Stops evaluating; dates meanwhile are not missed (S10, S16). */
  pause(id: string): Promise<Automation> {
    return this.connection.json('POST', automation(id, '/pause'));
  }

  /** Goes on after a pause. */
  resume(id: string): Promise<Automation> {
    return this.connection.json('POST', automation(id, '/resume'));
  }

  /** Stops for good (S16). */
  archive(id: string): Promise<Automation> {
    return this.connection.json('POST', automation(id, '/archive'));
  }

  /** Evaluates one business date, once however often it is asked for (S10). */
  evaluate(id: string, request: EvaluateRequest): Promise<EvaluateResult> {
    return this.connection.json('POST', automation(id, '/evaluations'), { json: request });
  }

  /** Evaluations of an automation, the newest first. */
  listEvaluations(id: string, page: PageRequest = {}): Promise<Page<Evaluation>> {
    return this.connection.json('GET', automation(id, '/evaluations'), { query: { ...page } });
  }

  /** Why an account did not enter, and on what date it will. */
  whyNot(id: string, account: string): Promise<WhyNotResult> {
    return this.connection.json('GET', automation(id, '/why-not'), { query: { account } });
  }

  /** The document of a version, or of the draft. */
  exportDocument(id: string, version?: number): Promise<ExportResult> {
    return this.connection.json('GET', automation(id, '/export'), { query: { version } });
  }

  /** What would happen to some accounts, without any effect (S19). */
  testRun(request: TestRunRequest): Promise<TestRunResult> {
    return this.connection.json('POST', '/test-runs', { json: request });
  }

  /** What one account would live through from a date on, day by day (S19). */
  simulate(request: DiaryRequest): Promise<DiaryResult> {
    return this.connection.json('POST', '/diaries', { json: request });
  }

  /** What would have happened on every date of a period, as it is computed (S19). */
  backtest(request: BacktestRequest, signal?: AbortSignal): AsyncGenerator<BacktestLine> {
    return this.connection.lines<BacktestLine>('POST', '/backtests', { json: request, signal });
  }
}

const automation = (id: string, rest = ''): string => `/automations/${encodeURIComponent(id)}${rest}`;
