import {
  plannedFields,
  prepareAutomation,
  type PlannedField,
  type PreparedAutomation,
} from '@dunwell/engine';
import type { AutomationDocument, CatalogueContext } from '@dunwell/language';
import { fieldsOf } from '../../automations/catalogue-context.js';

/** A document made ready to be decided for the subjects of one workspace. */
export interface AutomationInWorkspace {
  workspaceId: string;
  prepared: PreparedAutomation;
  context: CatalogueContext;
  /** What its decisions read, each field once. */
  fields: PlannedField[];
}

/** Makes a checked document ready; what it means depends on the workspace's attributes. */
export function automationInWorkspace(
  workspaceId: string,
  document: AutomationDocument,
  context: CatalogueContext,
): AutomationInWorkspace {
  return {
    workspaceId,
    prepared: prepareAutomation(document, fieldsOf(document, context)),
    context,
    fields: plannedFields(document),
  };
}
