import { fieldKey } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { FactField } from '../../billing/billing-reader.js';
import {
  automationInWorkspace,
  type AutomationInWorkspace,
} from '../../runtime/decide/automation-in-workspace.js';
import { fieldsOfAction } from '../../runtime/deliveries/effect-context.js';
import type { TrialDocument } from '../trial-document.js';
import { changedFields, OwnEffects } from './own-effects.js';

/** One run of a trial: what it plays, the snapshot it reads, and what it has changed in its own eyes only (S13, S19). */
export interface Trial {
  manager: EntityManager;
  automation: AutomationInWorkspace;
  /** Where the document is stored; null as it stands on screen. */
  stored: TrialDocument['stored'];
  /** Read besides what decisions need. */
  alsoRead: readonly FactField[];
  /** Everything a look reads. */
  fields: readonly FactField[];
  ownEffects: OwnEffects;
}

/** A trial of a document; it also reads what its own actions would change, to see what is so already. */
export function newTrial(
  manager: EntityManager,
  workspaceId: string,
  { document, context, limits, stored }: TrialDocument,
): Trial {
  const automation = automationInWorkspace(workspaceId, document, { context, limits });
  const actions = Object.values(document.steps).flatMap((step) =>
    step.kind === 'action' ? [step.action] : [],
  );
  const wanted: FactField[] = [
    { field: 'account.overdueBalance' },
    ...actions.flatMap((action) => changedFields(action, context)),
  ];
  const alsoRead = unlike(automation.fields, wanted);
  const fields = [...automation.fields, ...alsoRead];
  const shown = unlike(fields, actions.flatMap(fieldsOfAction));
  return {
    manager,
    automation,
    stored,
    alsoRead,
    fields,
    ownEffects: new OwnEffects(automation.fields, [...fields, ...shown]),
  };
}

/** The fields that are not among others, each once. */
function unlike(others: readonly FactField[], fields: readonly FactField[]): FactField[] {
  const known = new Set(others.map(keyOf));
  const fresh = new Map(fields.map((one) => [keyOf(one), one]));
  return [...fresh].filter(([key]) => !known.has(key)).map(([, one]) => one);
}

const keyOf = ({ field, params }: FactField): string => fieldKey(field, params);
