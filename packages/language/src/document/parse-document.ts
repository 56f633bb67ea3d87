import type { Problem } from '../problem.js';
import { checkStructure } from './check-structure.js';
import type { AutomationDocument } from './document.js';
import { jsonFault } from './json-limits.js';
import { schemaProblems } from './schema-problems.js';
import { upgradeDocument } from './upgrade-document.js';

export type ParsedDocument = { document: AutomationDocument } | { problems: Problem[] };

/**
 * JSON from anywhere as a document, or what keeps it from being one. Accepts unfinished drafts; refuses another
 * shape, what is not a tree, and hostile input (depth, size, prototype names). What it accepts is kept exactly,
 * so that JSON -> document -> JSON loses nothing.
 */
export function parseDocument(json: unknown): ParsedDocument {
  const fault = jsonFault(json);
  if (fault)
    return { problems: [{ code: 'invalidJson', severity: 'error', step: null, path: '', message: fault }] };
  const upgraded = upgradeDocument(json);
  const { shape } = schemaProblems(upgraded);
  if (shape.length > 0) return { problems: shape };
  const document = structuredClone(upgraded) as AutomationDocument;
  const problems = checkStructure(document);
  return problems.length > 0 ? { problems } : { document };
}
