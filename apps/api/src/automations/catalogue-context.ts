import {
  resolveField,
  type AutomationDocument,
  type CatalogueContext,
  type FieldDefinition,
} from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { attributeTypes, currenciesInUse, declaredEvents } from '../billing/billing-reader.js';

/** What a workspace adds to the field catalogue: its attributes, currencies and own events. */
export async function catalogueContext(
  manager: EntityManager,
  workspaceId: string,
): Promise<CatalogueContext> {
  const attributes = await attributeTypes(manager, workspaceId);
  const currencies = await currenciesInUse(manager, workspaceId);
  const customEvents = await declaredEvents(manager, workspaceId);
  return { attributes, currencies, customEvents };
}

/** The definition of each field a checked document uses; one that no longer exists is an error of ours, not a guess. */
export function fieldsOf(
  document: AutomationDocument,
  context: CatalogueContext,
): (id: string) => FieldDefinition {
  return (id) => {
    const field = resolveField(id, document, context);
    if (!field) throw new Error(`The document uses ${id}, which is not a field here.`);
    return field;
  };
}
