import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeMapping, type Import, type ImportLine, type ImportMapping } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { TestApp } from './start-test-app.js';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const SHARED = process.env.DUNWELL_SHARED ?? join(PROJECT, '../shared');
const RECEIVABLES = join(SHARED, 'data/accounts-receivable.csv');

/** IBM's public receivables, which lie beside the project; null where they are absent, which is said once. */
export function realReceivables(): string | null {
  if (existsSync(RECEIVABLES)) return readFileSync(RECEIVABLES, 'utf8');
  process.stdout.write(`Skipped: the receivables are not at ${RECEIVABLES} (set DUNWELL_SHARED).\n`);
  return null;
}

export function exampleDocument(name: string): AutomationDocument {
  return JSON.parse(readFileSync(join(PROJECT, 'examples', name), 'utf8')) as AutomationDocument;
}

/** How the receivables' columns are read. */
export function exampleMapping(): ImportMapping {
  const file = join(PROJECT, 'examples/accounts-receivable.mapping.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ImportMapping;
}

/** Uploads a file; throws unless every line of it is in. */
export async function importFile(
  world: TestApp,
  entity: string,
  file: string,
  mapping?: ImportMapping,
): Promise<Import> {
  const request = world.http.post(`/api/v1/imports/${entity}`).set('Content-Type', 'text/csv');
  if (mapping) void request.set('Dunwell-Mapping', encodeMapping(mapping));
  const response = await request.buffer(true).send(file);
  const last = JSON.parse(response.text.trimEnd().split('\n').at(-1)!) as ImportLine;
  if (last.kind !== 'summary' || last.import.rejected > 0) throw new Error(response.text);
  return last.import;
}

/** The customers of the receivables as accounts that can be written to, then their invoices. */
export async function importReceivables(world: TestApp, receivables: string): Promise<void> {
  const customers = new Set(
    receivables
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[1]!),
  );
  const accounts = [...customers].map(
    (key) => `${key},Customer ${key},${key.toLowerCase()}@example.com,USD,https://pay.example/${key}`,
  );
  await importFile(world, 'accounts', ['account,name,email,currency,paymentUrl', ...accounts].join('\n'));
  await importFile(world, 'invoices', receivables, exampleMapping());
}
