import type {
  AuditAction,
  Automation,
  AutomationWithDraft,
  PublishRequest,
  RuleTestInput,
  ValidateResult,
} from '@dunwell/contract';
import {
  checkDocument,
  parseDocument,
  sentenceText,
  type AutomationDocument,
  type Problem,
} from '@dunwell/language';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Author } from '../identity/audit/author.js';
import { recordAudit, type AuditedChange } from '../identity/audit/record-audit.js';
import { recordCoalesced } from '../identity/audit/record-coalesced.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/database/ids.js';
import { AppError, conflict, notFound } from '../platform/http/app-error.js';
import {
  findAutomation,
  lockAutomation,
  toAutomation,
  toAutomationWithDraft,
  type AutomationRecord,
} from './automation-record.js';
import { findVersion, type VersionRecord } from './automation-version.js';
import { catalogueContext } from './catalogue-context.js';
import { changeStatus, STATUS_CHANGES, type StatusChange } from './change-status.js';
import { publishVersion } from './publish-version.js';
import { documentRefused, readDocument } from './read-document.js';
import { runnableIn } from './runnable.js';
import { createAutomation, saveDraft } from './save-draft.js';
import { refuseExamples } from './tests/refuse-example.js';
import { refuseOtherTests } from './tests/refuse-other-tests.js';
import { insertRuleTest } from './tests/rule-test-record.js';
import { RuleTestRuns } from './tests/rule-test-runs.js';

/** What is live after a publish. */
export interface Published {
  automation: Automation;
  version: number;
  publishedAt: Date;
  document: AutomationDocument;
}

/** The life of an automation: drafted, published, paused, resumed, archived (S16). Each call is one transaction. */
@Injectable()
export class Automations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly tests: RuleTestRuns,
  ) {}

  async validate(workspaceId: string, json: unknown): Promise<ValidateResult> {
    const read = parseDocument(json);
    if (!('document' in read)) return { problems: read.problems, sentence: null };
    const { document } = read;
    const { manager } = this.dataSource;
    const context = await catalogueContext(manager, workspaceId);
    const runnable = await runnableIn(manager, workspaceId);
    return {
      problems: checkDocument(document, context, { mode: 'publish', runnable }),
      sentence: sentenceText(document, context),
    };
  }

  async find(workspaceId: string, automationId: string): Promise<AutomationWithDraft> {
    return toAutomationWithDraft(await existing(this.dataSource.manager, workspaceId, automationId));
  }

  /** A new automation with its draft, and the tests that came with it. */
  async create(author: Author, json: unknown, tests: readonly RuleTestInput[] = []): Promise<Automation> {
    const document = readDocument(json);
    refuseExamples(tests);
    const { workspaceId } = author;
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const by = author.actor.name;
      const automationId = await createAutomation(manager, { workspaceId, document, by, now });
      for (const test of tests)
        await insertRuleTest(manager, { workspaceId, automationId, testId: newId(), test, by, now });
      await this.record(manager, author, now, {
        action: 'automation.created',
        subject: { kind: 'automation', key: automationId },
        after: { name: document.name },
      });
      return toAutomation(await existing(manager, workspaceId, automationId));
    });
  }

  async saveDraft(
    author: Author,
    automationId: string,
    { revision, document: json }: { revision: number; document: unknown },
  ): Promise<Automation> {
    const document = readDocument(json);
    const { workspaceId, actor } = author;
    return this.dataSource.transaction(async (manager) => {
      const current = await lockedOrMissing(manager, workspaceId, automationId);
      if (current.status === 'archived') throw archivedForGood();
      const now = await this.clock.businessNow(manager);
      const draft = { workspaceId, document, by: actor.name, now };
      if (!(await saveDraft(manager, automationId, revision, draft))) throw staleRevision(current, revision);
      await recordCoalesced(manager, this.authorship(author, now), {
        action: 'automation.draftChanged',
        subject: { kind: 'automation', key: automationId },
        before: { name: current.name, revision },
        after: { name: document.name, revision: revision + 1 },
      });
      return toAutomation(await existing(manager, workspaceId, automationId));
    });
  }

  /** Puts the draft live, once; refused with every problem while it has errors (S18) or a test of it fails. */
  async publish(
    author: Author,
    automationId: string,
    { revision, note, backlog }: PublishRequest,
  ): Promise<Published> {
    const { workspaceId, actor } = author;
    const { manager: unlocked } = this.dataSource;
    const draft = await existing(unlocked, workspaceId, automationId);
    const already = await checkDraft(unlocked, workspaceId, draft, revision ?? draft.revision);
    if (already !== null) return already;
    // Months are played here: whoever takes in events or settles attempts needs the automation meanwhile.
    const passed = await this.tests.refuseFailing(workspaceId, draft);
    return this.dataSource.transaction(async (manager) => {
      const automation = await lockedOrMissing(manager, workspaceId, automationId);
      const meanwhile = await checkDraft(manager, workspaceId, automation, draft.revision);
      if (meanwhile !== null) return meanwhile;
      await refuseOtherTests(manager, { workspaceId, automationId }, passed);
      const now = await this.clock.businessNow(manager);
      const version = await publishVersion(manager, {
        workspaceId,
        automation,
        backlog,
        note: note ?? null,
        by: actor.name,
        now,
      });
      const { name, status, liveVersion: before } = automation;
      await this.record(manager, author, now, {
        action: 'automation.published',
        subject: { kind: 'automation', key: automationId },
        before: { name, status, version: before },
        after: { name, status: 'live', version, revision: automation.revision, backlog, note: note ?? null },
      });
      const published = await existing(manager, workspaceId, automationId);
      return {
        automation: toAutomation(published),
        version,
        publishedAt: now,
        document: automation.document,
      };
    });
  }

  async changeStatus(author: Author, automationId: string, change: StatusChange): Promise<Automation> {
    const { workspaceId } = author;
    return this.dataSource.transaction(async (manager) => {
      const automation = await lockedOrMissing(manager, workspaceId, automationId);
      const { from, to } = STATUS_CHANGES[change];
      if (automation.status !== to) {
        if (!from.includes(automation.status)) throw impossibleChange(automation, change);
        const now = await this.clock.businessNow(manager);
        const by = author.actor.name;
        await changeStatus(manager, workspaceId, automation, { change, by, now });
        const { name, status } = automation;
        await this.record(manager, author, now, {
          action: CHANGES_TOLD[change],
          subject: { kind: 'automation', key: automationId },
          before: { name, status },
          after: { name, status: to },
        });
      }
      return toAutomation(await existing(manager, workspaceId, automationId));
    });
  }

  /** The draft, or one of its versions. */
  async document(workspaceId: string, automationId: string, version?: number): Promise<AutomationDocument> {
    const automation = await this.find(workspaceId, automationId);
    if (version === undefined) return automation.draft;
    const published = await findVersion(this.dataSource.manager, workspaceId, automationId, version);
    if (!published) throw notFound('version', `${version} of automation ${automationId}`);
    return published.document;
  }

  private async record(
    manager: EntityManager,
    author: Author,
    businessAt: Date,
    change: AuditedChange,
  ): Promise<void> {
    await recordAudit(manager, this.authorship(author, businessAt), [change]);
  }

  private authorship(author: Author, businessAt: Date) {
    return { ...author, at: this.clock.machineNow(), businessAt };
  }
}

/** What the audit log calls each change of status. */
const CHANGES_TOLD = {
  pause: 'automation.paused',
  resume: 'automation.resumed',
  archive: 'automation.archived',
} as const satisfies Record<StatusChange, AuditAction>;

async function existing(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord> {
  const record = await findAutomation(manager, workspaceId, automationId);
  if (!record) throw notFound('automation', automationId);
  return record;
}

async function lockedOrMissing(
  manager: EntityManager,
  workspaceId: string,
  automationId: string,
): Promise<AutomationRecord> {
  const record = await lockAutomation(manager, workspaceId, automationId);
  if (!record) throw notFound('automation', automationId);
  return record;
}

/** Refuses a draft that cannot be published as of this revision; answers what is live where that is this draft already. */
async function checkDraft(
  manager: EntityManager,
  workspaceId: string,
  automation: AutomationRecord,
  revision: number,
): Promise<Published | null> {
  if (automation.status === 'archived') throw archivedForGood();
  if (revision !== automation.revision) throw staleRevision(automation, revision);
  const live = await liveVersion(manager, workspaceId, automation);
  if (live !== null && !automation.draftDiffers) {
    // Sent twice: it is live already, and a version more would start anew with those before its first date (S12).
    const { version, publishedAt, document } = live;
    return { automation: toAutomation(automation), version, publishedAt, document };
  }
  await refuseProblems(manager, workspaceId, automation.document);
  return null;
}

/** The version that decides now; null while none does. */
async function liveVersion(
  manager: EntityManager,
  workspaceId: string,
  { automationId, status, liveVersion: version }: AutomationRecord,
): Promise<VersionRecord | null> {
  if (status !== 'live' || version === null) return null;
  return findVersion(manager, workspaceId, automationId, version);
}

async function refuseProblems(
  manager: EntityManager,
  workspaceId: string,
  document: AutomationDocument,
): Promise<void> {
  const context = await catalogueContext(manager, workspaceId);
  const runnable = await runnableIn(manager, workspaceId);
  const errors = checkDocument(document, context, { mode: 'publish', runnable }).filter(isError);
  if (errors.length > 0) {
    throw documentRefused('The draft cannot be published before its problems are mended.', errors);
  }
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

function staleRevision(current: AutomationRecord, revision: number): AppError {
  return conflict(
    'staleRevision',
    `The draft was changed meanwhile: you started from revision ${revision}, it is at ${current.revision}. Nothing was saved.`,
    { current: toAutomationWithDraft(current) },
  );
}

function impossibleChange(automation: AutomationRecord, change: StatusChange): AppError {
  return conflict(
    'impossibleStatusChange',
    `An automation that is ${automation.status} cannot be changed by ${change}; that takes one that is ${STATUS_CHANGES[change].from.join(' or ')}.`,
    { current: toAutomation(automation) },
  );
}

function archivedForGood(): AppError {
  return conflict('archived', 'The automation is archived for good. Create a new one from its export.');
}
