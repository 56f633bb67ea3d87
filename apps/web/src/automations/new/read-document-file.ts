/** What a file was found to hold: the JSON of a document, or why it holds none. */
export type DocumentFile = { document: unknown } | { problem: string };

/** More than any document: the server refuses such as well. */
const MOST_BYTES = 1_000_000;

/** Reads a file as a document's JSON, alone or as the answer of an export holds it. The server judges what it says. */
export async function readDocumentFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<DocumentFile> {
  if (file.size > MOST_BYTES) {
    return {
      problem: `${file.name} is larger than any automation. Choose a document that was exported here.`,
    };
  }
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch {
    return { problem: `${file.name} is not JSON. Choose a document that was exported here.` };
  }
  return { document: isExport(json) ? json.document : json };
}

const isExport = (json: unknown): json is { document: unknown } =>
  typeof json === 'object' && json !== null && 'automationId' in json && 'document' in json;
