import {
  type ContactCap,
  isEventField,
  plannedFields,
  prepareAutomation,
  sendRules,
  type PlannedField,
  type PreparedAutomation,
  type SendRules,
  type WorkspaceLimits,
} from '@dunwell/engine';
import { checkDocument, type AutomationDocument, type CatalogueContext } from '@dunwell/language';
import { fieldsOf } from '../../automations/catalogue-context.js';
import { mustGet } from '../../platform/must.js';

/** A document made ready to be decided for the subjects of one workspace. */
export interface AutomationInWorkspace {
  workspaceId: string;
  prepared: PreparedAutomation;
  context: CatalogueContext;
  /** What its decisions read, each field once; what an event tells is not read. */
  fields: PlannedField[];
  /** When messages to customers may leave: the workspace's limits, tightened by the document's (S14). */
  sendRules: SendRules;
  /** Of the workspace (S14). */
  contactCap: ContactCap | null;
  /**
   * What keeps outward steps from accounts of a currency that came into use after the publish: an exit or a negated
   * comparison has no amount for it, so nobody can say that it does not hold (S18). In words, or null.
   */
  uncovered: (currency: string) => string | null;
}

/** Makes a checked document ready; what it means depends on the workspace's attributes and limits. */
export function automationInWorkspace(
  workspaceId: string,
  document: AutomationDocument,
  { context, limits }: { context: CatalogueContext; limits: WorkspaceLimits },
): AutomationInWorkspace {
  return {
    workspaceId,
    prepared: prepareAutomation(document, fieldsOf(document, context)),
    context,
    fields: plannedFields(document).filter(({ field }) => !isEventField(field)),
    sendRules: sendRules(limits, document.limits),
    contactCap: limits.contactCap ?? null,
    uncovered: remembering((currency) => uncoveredIn(document, { ...context, currencies: [currency] })),
  };
}

function uncoveredIn(document: AutomationDocument, context: CatalogueContext): string | null {
  const problems = checkDocument(document, context, { mode: 'publish' });
  return problems.find(({ code }) => code === 'currencyNotCovered')?.message ?? null;
}

function remembering<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return mustGet(known, key);
  };
}
