import {
  comparisonsOf,
  conditionPlaces,
  type AttributeType,
  type AutomationDocument,
  type CatalogueContext,
  type Comparison,
} from '@dunwell/language';

const ATTRIBUTE = /^(account|invoice)\.attributes\.(.+)$/;

/**
 * What a workspace adds to the catalogue as far as a document tells of it: enough to say it in words. The types of
 * attributes are taken from what they are compared with; the server alone knows them.
 */
export function assumedContext(document: AutomationDocument): CatalogueContext {
  const attributes: CatalogueContext['attributes'] = { account: {}, invoice: {} };
  for (const { when, path } of conditionPlaces(document)) {
    for (const { comparison } of comparisonsOf(when, path)) {
      const [, owner, name] = ATTRIBUTE.exec(comparison.field) ?? [];
      if (name === undefined) continue;
      attributes[owner as keyof typeof attributes][name] = typeOf(comparison);
    }
  }
  return { attributes, currencies: [], customEvents: {} };
}

function typeOf({ operator, value }: Comparison): AttributeType {
  if (operator === 'isTrue' || operator === 'isFalse' || typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'text';
}
