import { IMPORT_MAPPING_HEADER, type BillingEntity, type ImportMapping } from '@dunwell/contract';
import { parseMapping, standardMapping } from './columns/parse-mapping.js';
import { ImportRefusal } from './import-refusal.js';

/** The mapping an upload comes with, or that of a file with the standard names. */
export function readMappingHeader(header: string | undefined, entity: BillingEntity): ImportMapping {
  return readGivenMapping(header, entity) ?? standardMapping(entity);
}

/** The mapping an upload comes with; undefined where it has none. */
export function readGivenMapping(
  header: string | undefined,
  entity: BillingEntity,
): ImportMapping | undefined {
  return header === undefined ? undefined : parseMapping(decode(header), entity);
}

function decode(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  } catch {
    throw new ImportRefusal({
      code: 'invalidMapping',
      message: `The header ${IMPORT_MAPPING_HEADER} must be the base64url of a JSON object.`,
    });
  }
}
