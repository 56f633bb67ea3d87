import { sendRules, type SendRules } from '@dunwell/engine';
import { fieldKey, type AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { FactField } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from '../../runtime/decide/automation-in-workspace.js';
import { OwnEffects } from './own-effects.js';

/** One run of a trial: what it plays, the snapshot it reads, and what it has changed in its own eyes only (S13, S19). */
export interface Trial {
  manager: EntityManager;
  automation: AutomationInWorkspace;
  /** Read besides what decisions need. */
  alsoRead: readonly FactField[];
  /** Everything a look reads. */
  fields: readonly FactField[];
  ownEffects: OwnEffects;
}

/** A trial of an automation that also reads some fields for itself. */
export function newTrial(
  manager: EntityManager,
  automation: AutomationInWorkspace,
  wanted: readonly FactField[],
): Trial {
  const known = new Set(automation.fields.map(({ field, params }) => fieldKey(field, params)));
  const alsoRead = wanted.filter(({ field, params }) => !known.has(fieldKey(field, params)));
  return {
    manager,
    automation,
    alsoRead,
    fields: [...automation.fields, ...alsoRead],
    ownEffects: new OwnEffects(automation.fields),
  };
}

/** When messages may leave; workspaces have no limits of their own yet, so they are the automation's. */
export function trialSendRules({ limits }: AutomationDocument): SendRules {
  return sendRules({ holidays: [] }, limits);
}
