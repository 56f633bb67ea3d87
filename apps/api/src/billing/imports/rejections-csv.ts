import type { ImportRejection } from '@dunwell/contract';
import type { DataSource } from 'typeorm';
import { csvLine } from '../../platform/http/csv.js';
import { listRejections, type ImportKey } from './import-store.js';

const PAGE = 1_000;

/** The rejected lines of an import as CSV, in the order of the file, a page in memory at a time. */
export async function* rejectionsCsv(dataSource: DataSource, key: ImportKey): AsyncGenerator<string> {
  yield csvLine(['line', 'column', 'reason', 'raw']);
  for (let after = 0; ;) {
    const page = await listRejections(dataSource, key, { after, limit: PAGE });
    yield page.map(toLine).join('');
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    after = last.line;
  }
}

const toLine = ({ line, column, reason, raw }: ImportRejection): string =>
  csvLine([String(line), column ?? '', reason, raw]);
