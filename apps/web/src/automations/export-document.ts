import { api } from '../api/client.js';
import { download } from '../app/download.js';
import { failed } from '../app/notify.js';

/** Hands somebody the document of a version, or of the draft, as a file. */
export async function exportDocument(id: string, name: string, version?: number): Promise<void> {
  try {
    const { document } = await api.exportDocument(id, version);
    download(`${JSON.stringify(document, null, 2)}\n`, fileName(name, version), 'application/json');
  } catch (error) {
    failed(error);
  }
}

/** `Past due 14 / 30`, 4 -> `past-due-14-30-v4.json`. */
export function fileName(name: string, version?: number): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${plain || 'automation'}-${version === undefined ? 'draft' : `v${version}`}.json`;
}
