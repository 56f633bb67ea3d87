import type { RuleTestInput } from '@dunwell/contract';
import { readJsonFile } from './read-json-file.js';

/** A document as it stands in a file, and the tests it stands together with. */
export interface DocumentFile {
  document: unknown;
  tests?: RuleTestInput[];
}

/** Reads a file with a document alone, or with `{ document, tests }`; what is in both the server checks. */
export async function readDocumentFile(path: string): Promise<DocumentFile> {
  const json = await readJsonFile(path);
  const isTogether = typeof json === 'object' && json !== null && 'document' in json;
  return isTogether ? json : { document: json };
}
