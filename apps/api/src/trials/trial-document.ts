import type { TrialSource } from '@dunwell/contract';
import type { WorkspaceLimits } from '@dunwell/engine';
import { checkDocument, type AutomationDocument, type CatalogueContext } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { findAutomation } from '../automations/automation-record.js';
import { findVersion } from '../automations/automation-version.js';
import { catalogueContext } from '../automations/catalogue-context.js';
import { documentRefused, readDocument } from '../automations/read-document.js';
import { notFound } from '../platform/http/app-error.js';
import { workspaceLimits } from '../runtime/decide/workspace-limits.js';

/** The document a trial plays, found free of errors, and what the workspace adds to it. */
export interface TrialDocument {
  document: AutomationDocument;
  context: CatalogueContext;
  /** When its messages may leave (S14). */
  limits: WorkspaceLimits;
  /** Where it is stored; null for a document as it stands on screen. */
  stored: { automationId: string; version: number } | null;
}

/**
 * Reads what is to be tried. Problems refuse it (422) as they refuse publishing, save that trials play every kind of
 * step and action, whether or not it can run here.
 */
export async function trialDocument(
  manager: EntityManager,
  workspaceId: string,
  source: TrialSource,
): Promise<TrialDocument> {
  const { document, stored } =
    'document' in source
      ? { document: readDocument(source.document), stored: null }
      : await publishedDocument(manager, workspaceId, source);
  const context = await catalogueContext(manager, workspaceId);
  const errors = checkDocument(document, context, { mode: 'publish' }).filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) {
    throw documentRefused('The document cannot be tried before its problems are mended.', errors);
  }
  return { document, context, limits: await workspaceLimits(manager, workspaceId), stored };
}

async function publishedDocument(
  manager: EntityManager,
  workspaceId: string,
  { automationId, version }: { automationId: string; version?: number },
): Promise<Pick<TrialDocument, 'document' | 'stored'>> {
  const automation = await findAutomation(manager, workspaceId, automationId);
  if (!automation) throw notFound('automation', automationId);
  const number = version ?? automation.liveVersion;
  if (number === null) throw notFound('published version of automation', automationId);
  const published = await findVersion(manager, workspaceId, automationId, number);
  if (!published) throw notFound('version', `${number} of automation ${automationId}`);
  return { document: published.document, stored: { automationId, version: number } };
}
